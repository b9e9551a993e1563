/**
 * What docker-compose.yml describes, on this machine: its nginx, its Redis, three instances and a worker. `npm run scaling`
 *
 * End one of them, `kill -9 PID`, and see what clients notice. Ctrl-C ends everything.
 */
import { startTopology } from './topology.js';

const PORT = Number(process.env['PORT'] ?? 8080);
const INSTANCES = Number(process.env['INSTANCES'] ?? 3);

const ending = new AbortController();
// A terminal and npm may both send the signal; it is one wish.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => ending.abort());

const topology = await startTopology({ instances: INSTANCES, port: PORT, tell: console.log });
console.log(`Open ${topology.url}/docs, or end one of the above: kill -9 PID. Ctrl-C ends everything.`);
if (!ending.signal.aborted) await new Promise((resolve) => ending.signal.addEventListener('abort', resolve));
console.log('Ending …');
await topology.stop();
