/**
 * How long a light route takes while heavy work is asked for without a pause: on the event loop, and in threads. Four
 * connections ask for the work; another asks for the light route, every 10 ms whatever it has not been answered yet: what
 * would come while the loop is held counts from the moment it should have been asked.
 *
 * node dist/threads/run.js [seconds] [rounds]
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';

const [seconds = 5, rounds = 3] = process.argv.slice(2, 4).map(Number);
const SERVER = fileURLToPath(new URL('./server.js', import.meta.url));
const HEAVY_AT_ONCE = 4;
/** Milliseconds between two light requests. */
const PACE = 10;

interface Kind {
  readonly name: string;
  readonly threads: number;
  readonly heavy: number;
}

const KINDS: readonly Kind[] = [
  { name: 'nothing else to do', threads: 1, heavy: 0 },
  { name: 'the work on the event loop', threads: 0, heavy: HEAVY_AT_ONCE },
  { name: 'in one thread', threads: 1, heavy: HEAVY_AT_ONCE },
  { name: 'in two threads', threads: 2, heavy: HEAVY_AT_ONCE },
];

interface Figure {
  readonly median: number;
  readonly p99: number;
  readonly done: number;
}

console.log(`${availableParallelism()} cores, Node ${process.version}, medians of ${rounds} rounds of ${seconds} s\n`);
console.log('| heavy work | light route: median | light route: p99 | heavy answers a second |');
console.log('| --- | --- | --- | --- |');
for (const kind of KINDS) {
  const figures: Figure[] = [];
  for (let round = 0; round < rounds; round++) figures.push(await measure(kind));
  const middle = (name: keyof Figure): number =>
    at(
      figures.map((figure) => figure[name]),
      0.5,
    );
  console.log(`| ${kind.name} | ${middle('median').toFixed(1)} ms | ${middle('p99').toFixed(1)} ms | ${middle('done').toFixed(1)} |`);
}

async function measure({ threads, heavy }: Kind): Promise<Figure> {
  const server = fork(SERVER, [String(threads)]);
  const [address] = (await once(server, 'message')) as [string];
  let [isOver, done] = [false, 0];
  const ask = async (path: string): Promise<void> => {
    await (await fetch(address + path)).text();
  };
  for (let warm = 0; warm < 200; warm++) await ask('/light');
  // Each thread loads its module when it is first needed.
  for (let warm = 0; warm < 2; warm++) await Promise.all(Array.from({ length: heavy }, async () => ask('/heavy')));
  const workers = Array.from({ length: heavy }, async () => {
    while (!isOver) {
      await ask('/heavy');
      done++;
    }
  });
  const before = done;
  const times: number[] = [];
  const asked: Promise<void>[] = [];
  const began = performance.now();
  for (let count = 0; count < (seconds * 1_000) / PACE; count++) {
    const due = began + count * PACE;
    await wait(Math.max(0, due - performance.now()));
    asked.push(ask('/light').then(() => void times.push(performance.now() - due)));
  }
  const perSecond = ((done - before) * 1_000) / (performance.now() - began);
  isOver = true;
  await Promise.all([...asked, ...workers]);
  server.disconnect();
  await once(server, 'exit');
  return { median: at(times, 0.5), p99: at(times, 0.99), done: perSecond };
}

/** What so large a part of all is not above. */
function at(values: readonly number[], part: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}
