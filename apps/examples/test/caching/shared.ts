import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findRedis, startRedis } from '@typhoon-apps/fixtures/redis';
import t from 'tap';

t.setTimeout(60_000);

/** One process of the application: it asks for the rate, and prints what the bank was asked for. */
const PROCESS = `
  const { app, work } = await import('#src/caching/kept.js');
  const { body } = await app.inject('/rates/' + process.argv[1]);
  await app.close();
  console.log(JSON.stringify({ rate: JSON.parse(body).rate, work }));
`;

async function run(currency: string, env: Record<string, string>): Promise<unknown> {
  const { REDIS_URL: _, ...others } = process.env;
  const args = ['--input-type=module', '-e', PROCESS, currency];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: { ...others, ...env } });
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
}

t.test('with REDIS_URL one process has what another has kept', { skip: findRedis().skip }, async (t) => {
  // Of a name of its own: a server that is shared may know the others.
  const currency = `X${process.pid}`;
  const env = { REDIS_URL: await startRedis(t) };
  t.strictSame(await run(currency, env), { rate: 1, work: [`bank ${currency}`] });
  t.strictSame(await run(currency, env), { rate: 1, work: [] });
});

t.test('without it each asks the bank for itself', async (t) => {
  for (let runs = 0; runs < 2; runs++) t.strictSame(await run('CHF', {}), { rate: 1, work: ['bank CHF'] });
});
