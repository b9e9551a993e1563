import { subscribe } from 'node:diagnostics_channel';

/** So many requests are measured together: a thousandth of a second or so, in which most often nothing disturbs. */
const BATCH = 50;

/** CPU microseconds per request, one value for each batch since they were last asked for. */
let costs: number[] = [];

/** Tells the parent process where the server listens and, when it asks, what requests have cost. */
export async function announce(address: string): Promise<void> {
  measureRequests();
  process.on('message', () => {
    process.send?.(costs);
    costs = [];
  });
  process.stdout.write(`listening ${address}\n`);
  process.once('SIGTERM', () => process.exit(0));
  await Promise.resolve();
}

function measureRequests(): void {
  let count = 0;
  let before = cpuMicroseconds();
  subscribe('http.server.request.start', () => {
    count++;
    if (count < BATCH) return;
    const now = cpuMicroseconds();
    costs.push((now - before) / count);
    count = 0;
    before = now;
  });
}

function cpuMicroseconds(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}
