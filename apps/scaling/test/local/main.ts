// Runs in a process of its own: it starts nginx, Redis and three instances, and kills some of them.
import { nginxSkip } from '@typhoon-apps/fixtures/nginx';
import { ownRedisSkip } from '@typhoon-apps/fixtures/redis';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import t from 'tap';
import { Load } from '../fixtures/load.js';
import { enterEverywhere } from '../fixtures/room.js';
import { startScaling } from '../fixtures/running.js';
import { TaskLoad } from '../fixtures/task-load.js';

/** Waits until something is so; the time limit of the file ends a wait in vain. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<boolean> {
  while (!(await isSo())) await wait(20);
  return true;
}

async function forgetEverything(redis: string): Promise<void> {
  const [host, port] = redis.split(':');
  const socket = connect(Number(port), host).end('FLUSHALL\r\n');
  await once(socket.resume(), 'end');
}

const skip = nginxSkip() || ownRedisSkip();

t.test('npm run scaling', { skip }, async (t) => {
  const { url, programs, kill, interrupt } = await startScaling(t);
  const get = async (path: string): Promise<Response> => fetch(`${url}${path}`);
  const pids = () => [1, 2, 3].map((number) => String(programs.get(`app ${number}`)?.pid));
  const instanceOf = (body: unknown): string => (body as { instance: string }).instance.split('/')[1] ?? '';

  await t.test('spreads requests over the three instances, which see the address of the client', async (t) => {
    const load = new Load(6, () => get('/instance'));
    await load.more(300);
    const answers = await load.stop();
    t.strictSame([...new Set(answers.map(({ body }) => instanceOf(body)))].sort(), pids().sort());
    const claimed = await fetch(`${url}/instance`, { headers: { 'x-forwarded-for': '6.6.6.6' } });
    t.match(await claimed.json(), { client: '127.0.0.1' });
  });

  await t.test('tells the id of nginx in what it answers to a mistake, and not one that the client has made up', async (t) => {
    const refused = await fetch(`${url}/slow?seconds=99`, { headers: { 'x-request-id': 'made up' } });
    t.match(await refused.json(), { status: 422, requestId: /^[0-9a-f]{32}$/ });
  });

  await t.test('keeps an answer for all instances', async (t) => {
    const makersOf = async (year: number): Promise<ReadonlySet<string | undefined>> => {
      const reports = await Promise.all(Array.from({ length: 9 }, async () => (await get(`/reports/${year}`)).json() as Promise<{ madeBy?: string }>));
      return new Set(reports.map(({ madeBy }) => madeBy));
    };
    // While a machine is so busy that Redis does not answer in time, instances answer by themselves: another year, then.
    let year = 2_020;
    t.ok(
      await until(async () => {
        const [maker, ...others] = await makersOf(year++);
        return maker !== undefined && others.length === 0;
      }),
    );
  });

  const kept = (await (await get('/reports/2100')).json()) as { madeAt: string };

  await t.test('counts the requests of all instances together', async (t) => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => get('/limited')));
    while (!answers.some(({ status }) => status === 429)) answers.push(await get('/limited'));
    const passed = answers.filter(({ status }) => status !== 429);
    // What Redis did not answer about in time has passed too, and does not say what is left: on a machine that is too busy.
    const counted = passed.filter(({ headers }) => headers.has('ratelimit'));
    t.strictSame([...new Set(passed.map(({ status }) => status))], [200]);
    t.ok(counted.length <= 20 && passed.length >= 20, `${counted.length} of ${passed.length} that passed were counted`);
  });

  await t.test('has one room for sockets on different instances, which hear everything in one order', async (t) => {
    const guests = await enterEverywhere(url, 'red', 3);
    t.equal(guests.length, 3);
    for (let number = 0; number < 20; number++) for (const guest of guests) guest.say(`text ${number}`);
    t.ok(await until(() => guests.every(({ heard }) => heard.length === 61)));
    const [first, ...others] = guests.map(({ heard }) => heard.slice(1));
    for (const other of others) t.strictSame(other, first);
    for (const guest of guests) guest.leave();
  });

  await t.test('answers at once, and lets the worker compute', async (t) => {
    const answer = await fetch(`${url}/start-task`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ below: 100 }) });
    t.equal(answer.status, 202);
    const { id } = (await answer.json()) as { id: string };
    let view: { phase?: string; result?: { primes: number; worker: string } } = {};
    await until(async () => (view = (await (await get(`/tasks/${id}`)).json()) as typeof view).phase === 'succeeded');
    t.equal(view.result?.primes, 25);
    t.equal(view.result?.worker.split('/')[1], String(programs.get('worker')?.pid));
  });

  const orphans = new TaskLoad(4, url);
  await until(() => orphans.accepted.size >= 20);
  await kill('worker');
  await orphans.stop();

  await t.test('loses no request when an instance is killed, and no task that was accepted, and has another one soon', async (t) => {
    const load = new Load(8, () => get('/instance'));
    const tasks = new TaskLoad(4, url);
    await load.more(200);
    await kill('app 2');
    const isBack = await until(() => load.answers.slice(-50).some(({ body }) => instanceOf(body) === pids()[1]));
    const answers = await load.stop();
    await tasks.stop();
    t.ok(isBack, 'its successor answers');
    t.strictSame(
      answers.filter(({ status }) => status !== 200),
      [],
    );
    // A client that wanted to change something is told when nginx cannot know whether it was done, and decides by itself.
    t.strictSame(tasks.failures, Array(tasks.failures.length).fill(502));
    t.ok(tasks.failures.length <= 4, `no more than were under way: ${tasks.failures.length}`);
    t.ok(tasks.accepted.size > 0);
    t.strictSame(await tasks.wrong(), [], 'what was accepted is done, and right');
  });

  await t.test('makes an answer anew when its ten seconds are over', async (t) => {
    t.ok(await until(async () => ((await (await get('/reports/2100')).json()) as typeof kept).madeAt !== kept.madeAt));
  });

  await t.test('does what was accepted before Redis was killed', async (t) => {
    const tasks = new TaskLoad(4, url);
    await until(() => tasks.accepted.size >= 20);
    await kill('redis');
    await tasks.stop();
    t.strictSame(await tasks.wrong(), []);
  });

  await t.test('goes on without Redis, and with it when it is back', async (t) => {
    const guests = await enterEverywhere(url, 'green', 2);
    const killed = kill('redis');
    t.equal((await get('/reports/2000')).status, 200);
    await killed;
    const [ada, bob] = guests;
    const isHeard = await until(() => {
      if (ada?.isOpen() !== true) return false;
      ada.say('Is there somebody?');
      return bob?.heard.some(({ text }) => text === 'Is there somebody?') ?? false;
    });
    t.ok(isHeard);
    for (const guest of guests) guest.leave();
  });

  await t.test('does what was accepted while its worker was killed', async (t) => {
    // What that worker had begun counts as running for half a minute.
    t.strictSame([orphans.failures, await orphans.wrong()], [[], []]);
  });

  await t.test('goes on with a Redis that has lost everything', async (t) => {
    const guests = await enterEverywhere(url, 'blue', 3);
    const tasks = new TaskLoad(2, url);
    await until(() => tasks.accepted.size > 0);
    await forgetEverything(programs.get('redis')?.address ?? '');
    await tasks.stop();
    const [forgotten] = tasks.accepted.keys();
    t.equal((await get(`/tasks/${forgotten}`)).status, 404);
    const later = new TaskLoad(2, url);
    await until(() => later.accepted.size >= 10);
    await later.stop();
    t.strictSame([await later.wrong(), later.failures], [[], []]);
    for (const guest of guests) guest.say('Still here?');
    t.ok(await until(() => guests.every(({ heard }) => heard.filter(({ text }) => text === 'Still here?').length === 3)));
    for (const guest of guests) guest.leave();
  });

  await t.test('ends everything at Ctrl-C', async (t) => {
    const started = [...programs.values()].map(({ pid }) => pid);
    t.equal(await interrupt(), 0);
    t.strictSame(started.filter(isRunning), []);
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
