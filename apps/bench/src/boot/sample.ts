import { request } from 'node:http';

/** Asks the first route, then notes time since the process began and memory; then asks every route once and notes memory again. */
export async function printSample(address: string, routes: number): Promise<never> {
  await ask(`${address}/route-0/1?limit=5`);
  const milliseconds = Math.round(performance.now());
  const megabytes = residentMegabytes();
  for (let index = 0; index < routes; index++) await ask(`${address}/route-${index}/1?limit=5`);
  process.stdout.write(JSON.stringify({ milliseconds, megabytes, warmMegabytes: residentMegabytes() }));
  process.exit(0);
}

function residentMegabytes(): number {
  globalThis.gc?.();
  return Math.round(process.memoryUsage().rss / 1_048_576);
}

async function ask(url: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const outgoing = request(url, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url}: ${String(response.statusCode)}`));
      response.resume().on('end', resolve);
    });
    outgoing.on('error', reject).end();
  });
}
