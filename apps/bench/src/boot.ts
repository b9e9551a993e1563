/**
 * Start-up: the time until a server with 1,000 routes of distinct schemas has answered its first request, and the
 * memory it then holds. Each measurement is a process of its own; the two take turns.
 *
 * node dist/boot.js [runs] [routes]
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const [runs = 5, routes = 1000] = process.argv.slice(2).map(Number);
const kinds = ['fastify', 'typhoon', 'nest'] as const;

interface Sample {
  readonly milliseconds: number;
  readonly megabytes: number;
  readonly warmMegabytes: number;
}

const samples = new Map<string, Sample[]>(kinds.map((kind) => [kind, []]));
for (let run = 0; run < runs; run++) {
  for (const kind of kinds) samples.get(kind)?.push(start(kind));
}

console.log(`${routes} routes with distinct schemas, median of ${runs} processes each.`);
console.table(
  kinds.map((kind) => ({
    server: kind,
    'ready ms': median(samples.get(kind)?.map((sample) => sample.milliseconds) ?? []),
    'memory MB': median(samples.get(kind)?.map((sample) => sample.megabytes) ?? []),
    'memory MB, every route asked once': median(samples.get(kind)?.map((sample) => sample.warmMegabytes) ?? []),
  })),
);

function start(kind: string): Sample {
  const file = fileURLToPath(new URL(`./boot/${kind}.js`, import.meta.url));
  const result = spawnSync(process.execPath, ['--expose-gc', file, String(routes)], { encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production' } });
  if (result.status !== 0) throw new Error(result.stderr);
  return JSON.parse(result.stdout) as Sample;
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? NaN;
}
