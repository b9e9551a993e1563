import t from 'tap';
import { memoryCacheStore } from '#src/index.js';
import { Turns } from '#src/cache/turns.js';

const LONG = { ttl: 60_000 };

t.test('waits for what another process computes', async (t) => {
  const store = memoryCacheStore();
  const [here, there] = [new Turns(store), new Turns(store)];
  const { turn } = await here.find('a', []);
  const waiting = there.find('a', []);
  await turn?.keep('x', LONG);
  t.match(await waiting, { entry: { value: 'x' }, turn: undefined });
});

t.test('computes what another process has given up', async (t) => {
  const store = memoryCacheStore();
  const [here, there] = [new Turns(store), new Turns(store)];
  const { turn } = await here.find('a', []);
  const waiting = there.find('a', []);
  await turn?.release();
  const found = await waiting;
  t.equal(found.entry, undefined);
  await found.turn?.keep('y', LONG);
  t.match(await here.find('a', []), { entry: { value: 'y' } });
});

t.test('lets all who have waited in this process compute, where it came to nothing', async (t) => {
  const turns = new Turns(memoryCacheStore());
  const { turn } = await turns.find('a', []);
  const waiting = [turns.find('a', []), turns.find('a', [])];
  await new Promise(setImmediate);
  await turn?.release();
  for (const found of await Promise.all(waiting)) t.match(found, { entry: undefined, turn: Object });
});

t.test('ends a turn once', async (t) => {
  const turns = new Turns(memoryCacheStore());
  const { turn } = await turns.find('a', []);
  await turn?.keep('x', LONG);
  await turn?.release();
  await turn?.keep('y', LONG);
  t.match(await turns.find('a', []), { entry: { value: 'x' }, turn: undefined });
});

t.test('lets one of those who have waited compute, where it was not finished', async (t) => {
  const turns = new Turns(memoryCacheStore());
  const { turn } = await turns.find('a', []);
  const waiting = [turns.find('a', []), turns.find('a', [])];
  await new Promise(setImmediate);
  await turn?.pass();
  const first = await Promise.race(waiting);
  await first.turn?.keep('x', LONG);
  const found = await Promise.all(waiting);
  t.equal(found.filter((each) => each.turn !== undefined).length, 1);
  t.match(
    found.find((each) => each.turn === undefined),
    { entry: { value: 'x' } },
  );
});
