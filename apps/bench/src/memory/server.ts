/**
 * What one kind of request costs one server, over a connection in memory: prints microseconds a request, those of the
 * cheapest twentieth of the batches. What else the machine does makes batches dearer, never cheaper.
 *
 * node dist/memory/server.js fastify|typhoon|nest SCENARIO
 */
import type { Server } from 'node:http';
import { quantile } from '../figures.js';
import { SCENARIOS } from '../scenarios.js';
import type { Scenario } from '../scenarios.js';
import { MemoryConnection } from './connection.js';

/** So many requests are measured together: about a thousandth of a second, in which most often nothing disturbs. */
const BATCH = 32;
/** Milliseconds until all that runs often has been compiled, and those that count. */
const WARM_UP = 1500;
const COUNTED = 2000;

const [name = '', wanted] = process.argv.slice(2);
const scenario = SCENARIOS.find((candidate) => candidate.name === wanted);
const start = (await import('./servers.js')).SERVERS[name];
if (scenario === undefined || start === undefined) throw new Error(`What of '${name}' and '${String(wanted)}'? A server and a scenario are wanted.`);

process.stdout.write(`${await measure(await start(), toBytes(scenario))}\n`);
process.exit(0);

async function measure(server: Server, request: Buffer): Promise<number> {
  const connection = new MemoryConnection(server);
  const answer = await connection.send(request);
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  if (!/^HTTP\/1\.1 20[01] /.test(head) || Number(/content-length: (\d+)/i.exec(head)?.[1]) !== body.length) throw new Error(`No whole answer: ${answer}`);
  const costs: number[] = [];
  const warm = performance.now() + WARM_UP;
  for (let begun = 0; begun < warm + COUNTED;) {
    begun = performance.now();
    for (let sent = 0; sent < BATCH; sent++) await connection.send(request);
    if (begun >= warm) costs.push(((performance.now() - begun) * 1000) / BATCH);
    // Timers and what else waits for the end of a turn.
    await new Promise(setImmediate);
  }
  return quantile(costs, 0.05);
}

function toBytes({ method, path, body }: Scenario): Buffer {
  const content = body === undefined ? '' : JSON.stringify(body);
  const head = [`${method} ${path} HTTP/1.1`, 'host: 127.0.0.1:3000', 'user-agent: bench'];
  if (content !== '') head.push('content-type: application/json', `content-length: ${Buffer.byteLength(content)}`);
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${content}`);
}
