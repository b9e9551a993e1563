import { once } from 'node:events';
import { createServer } from 'node:http';
import type { TaskWorker } from '@typhoon/scale';

/**
 * Says on a port of its own whether a worker is well: 200 while it takes tasks, 503 where it cannot reach Redis, or ends.
 *
 * `{ "status": "working", "running": 3 }`
 *
 * @returns What closes it.
 */
export async function serveHealth(
  { host = '127.0.0.1', port }: { readonly host?: string | undefined; readonly port: number },
  worker: Pick<TaskWorker, 'isHealthy' | 'running'>,
  isEnding: () => boolean,
): Promise<() => void> {
  const server = createServer((_request, response) => {
    const status = isEnding() ? 'ending' : worker.isHealthy ? 'working' : 'unreachable';
    response.writeHead(status === 'working' ? 200 : 503, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify({ status, running: worker.running }));
  });
  server.listen(port, host);
  await once(server, 'listening');
  return () => {
    server.close();
    server.closeAllConnections();
  };
}
