import { createApp, Depends, dependency, log, signal } from '@typhoon/core';
import type { ApplicationOptions } from '@typhoon/core';
import type { FastifyBaseLogger } from 'fastify';
import t from 'tap';
import { Every, memoryScheduleClaims, scheduleClaims, Schedules } from '#src/index.js';
import type { ScheduleClaims, ScheduledClass } from '#src/index.js';

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}

async function start(t: Test, classes: readonly ScheduledClass[], options: Partial<ApplicationOptions> & { readonly claims?: ScheduleClaims } = {}) {
  const { claims = memoryScheduleClaims(), ...others } = options;
  const service = new Schedules(classes);
  const lines: string[] = [];
  const logger = { level: 'debug', stream: { write: (line: string) => void lines.push(line) } };
  const app = createApp({ controllers: [], works: [service.kind], engines: new Map([[scheduleClaims, () => claims]]), server: { logger }, ...others });
  t.teardown(() => app.close());
  await app.ready();
  service.start();
  return { app, service, lines };
}

type Test = Pick<typeof t, 'teardown'>;

t.test('runs again and again, each time with dependencies of its own, which are closed', async (t) => {
  const steps: string[] = [];
  let count = 0;
  const transaction = dependency({}, async function* () {
    const id = ++count;
    yield id;
    steps.push(`closed ${id}`);
    await Promise.resolve();
  });
  class Jobs {
    @Every(20)
    work(@Depends(transaction) id: number) {
      steps.push(`work ${id}`);
    }
  }
  await start(t, [Jobs]);
  await until(() => steps.length >= 6);
  t.strictSame(steps.slice(0, 6), ['work 1', 'closed 1', 'work 2', 'closed 2', 'work 3', 'closed 3']);
});

t.test('runs what it has claimed, though the application begins to close meanwhile: nobody else will', async (t) => {
  const steps: string[] = [];
  class Jobs {
    @Every(20)
    work() {
      steps.push('ran');
    }
  }
  const memory = memoryScheduleClaims();
  let answer = (): void => undefined;
  let asked = (): void => undefined;
  const isAsked = new Promise<void>((resolve) => (asked = resolve));
  const isAnswered = new Promise<void>((resolve) => (answer = resolve));
  const claims: ScheduleClaims = {
    claim: async (tick) => {
      asked();
      await isAnswered;
      return memory.claim(tick);
    },
    close: async () => memory.close(),
  };
  const { app } = await start(t, [Jobs], { claims });
  await isAsked;
  const closed = app.close();
  // It waits for the claim; by then it has stopped all schedules.
  await new Promise((resolve) => setTimeout(resolve, 50));
  answer();
  await closed;
  t.strictSame(steps.slice(0, 1), ['ran']);
});

t.test('leaves out what is due while it runs: nothing piles up', async (t) => {
  let running = 0;
  let most = 0;
  let count = 0;
  class Jobs {
    @Every(10)
    async work() {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 35));
      running--;
      count++;
    }
  }
  const { lines } = await start(t, [Jobs]);
  await until(() => count >= 3);
  t.equal(most, 1);
  t.ok(lines.some((line) => line.includes("The schedule 'Jobs.work' is left out: it is still running")));
});

t.test('begins while it runs where that is wanted', async (t) => {
  let running = 0;
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  class Jobs {
    @Every(10, { overlap: true })
    async work() {
      running++;
      await held;
    }
  }
  await start(t, [Jobs]);
  await until(() => running >= 3);
  t.pass('three at a time');
  release();
});

t.test('logs what a run throws, with its name, and goes on', async (t) => {
  let count = 0;
  class Jobs {
    @Every(10, { name: 'fragile' })
    work(@Depends(log) log: FastifyBaseLogger) {
      log.info('from within');
      if (++count === 1) throw new Error('The disk is full.');
    }
  }
  const { lines } = await start(t, [Jobs]);
  await until(() => count >= 3);
  const failures = lines
    .map((line) => JSON.parse(line) as { level: number; schedule?: string; msg: string; err?: { message: string } })
    .filter(({ level }) => level === 50);
  t.match(failures, [{ schedule: 'fragile', msg: "The schedule 'fragile' failed; it will run again when it is due", err: { message: 'The disk is full.' } }]);
  t.equal(failures.length, 1);
  t.ok(lines.some((line) => line.includes('from within') && line.includes('"schedule":"fragile"')));
});

t.test('of two processes one runs it at each time', async (t) => {
  const memory = memoryScheduleClaims();
  const asked: number[] = [];
  let won = 0;
  const claims: ScheduleClaims = {
    ...memory,
    claim: async (tick) => {
      asked.push(tick.time);
      const claim = await memory.claim(tick);
      if (claim !== undefined) won++;
      return claim;
    },
  };
  let runs = 0;
  class Jobs {
    @Every(100)
    work() {
      runs++;
    }
  }
  const apps = await Promise.all([start(t, [Jobs], { claims }), start(t, [Jobs], { claims })]);
  // Both processes have asked for the same time, more than once.
  await until(() => runs >= 3 && asked.length - new Set(asked).size >= 2);
  await Promise.all(apps.map(({ app }) => app.close()));
  t.equal(runs, won);
  t.ok(runs <= new Set(asked).size, `${runs} runs at ${new Set(asked).size} times`);
});

t.test('every process runs what is its own', async (t) => {
  const seen = new Set<object>();
  class Jobs {
    @Every(20, { perProcess: true })
    work() {
      seen.add(this);
    }
  }
  await Promise.all([start(t, [Jobs]), start(t, [Jobs])]);
  await until(() => seen.size === 2);
  t.pass('both have run');
});

t.test('leaves out what cannot be claimed, says so once, and goes on when it can', async (t) => {
  let isAway = true;
  let tries = 0;
  const memory = memoryScheduleClaims();
  const claims: ScheduleClaims = {
    ...memory,
    claim: async (tick) => {
      tries++;
      if (isAway) throw new Error('away');
      return memory.claim(tick);
    },
  };
  let count = 0;
  class Jobs {
    @Every(10)
    work() {
      count++;
    }
  }
  const { lines } = await start(t, [Jobs], { claims });
  await until(() => tries >= 3);
  t.equal(count, 0);
  isAway = false;
  await until(() => count >= 1);
  t.strictSame(
    lines
      .map((line) => (JSON.parse(line) as { msg: string }).msg)
      .filter((text) => text.startsWith("The schedule 'Jobs.work' is left out while") || text.endsWith('runs again')),
    ["The schedule 'Jobs.work' is left out while it cannot be claimed", "The schedule 'Jobs.work' runs again"],
  );
});

t.test('the end of the application waits for what is running, tells it to end, and begins nothing', async (t) => {
  const steps: string[] = [];
  class Jobs {
    @Every(10)
    async work(@Depends(signal) signal: AbortSignal) {
      steps.push('begun');
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      steps.push(`ended: ${(signal.reason as Error).message}`);
    }
  }
  const { app } = await start(t, [Jobs], { closeTimeout: 50 });
  await until(() => steps.length === 1);
  await app.close();
  t.strictSame(steps, ['begun', 'ended: The application closes.']);
});

t.test('waits a random part of its jitter before a run, and claims the time that was meant', async (t) => {
  const { random } = Math;
  Math.random = () => 0.5;
  t.teardown(() => (Math.random = random));
  const claimed: { readonly time: number; readonly after: number }[] = [];
  const claims: ScheduleClaims = {
    claim: async ({ time }) => {
      claimed.push({ time, after: Date.now() - time });
      return Promise.resolve(undefined);
    },
    close: async () => Promise.resolve(),
  };
  class Jobs {
    @Every(500, { jitter: 400 })
    work() {}
  }
  await start(t, [Jobs], { claims });
  await until(() => claimed.length >= 2);
  for (const { time, after } of claimed) {
    t.equal(time % 500, 0);
    t.ok(after >= 200, `not before ${after} ms`);
  }
});
