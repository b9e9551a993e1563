import { EventEmitter } from 'node:events';
import t from 'tap';
import { RequestAbandonedError, Teardowns, beginTeardowns } from '#src/compile/teardown.js';

function open(teardowns: Teardowns, name: string, steps: string[], options: { until?: 'sent'; fail?: unknown; swallow?: true } = {}): void {
  const generator = (function* () {
    try {
      yield name;
      steps.push(`${name} done`);
    } catch (error) {
      steps.push(`${name} saw ${(error as Error).message}`);
      if (options.swallow === true) return;
      if (!('fail' in options)) throw error;
    }
    if ('fail' in options) throw options.fail;
  })();
  generator.next();
  teardowns.add({ name, resource: generator, until: options.until ?? 'serialized' });
}

t.test('closes the last opened first, each once', async (t) => {
  const steps: string[] = [];
  const teardowns = new Teardowns();
  for (const name of ['a', 'b', 'c']) open(teardowns, name, steps);
  const [first, second] = await Promise.all([teardowns.close(undefined), teardowns.close(undefined)]);
  t.strictSame([first, second, teardowns.isEmpty], [undefined, undefined, true]);
  t.strictSame(steps, ['c done', 'b done', 'a done']);
});

t.test('shows each the failure so far', async (t) => {
  const steps: string[] = [];
  const teardowns = new Teardowns();
  open(teardowns, 'a', steps);
  open(teardowns, 'b', steps, { fail: new Error('of b') });
  open(teardowns, 'c', steps);
  t.match(await teardowns.close(new Error('first')), { message: 'of b' });
  t.strictSame(steps, ['c saw first', 'b saw first', 'a saw of b']);
});

t.test('keeps a failure that one of them swallows', async (t) => {
  const steps: string[] = [];
  const teardowns = new Teardowns();
  open(teardowns, 'a', steps);
  open(teardowns, 'b', steps, { swallow: true });
  t.match(await teardowns.close(new Error('first')), { message: 'first' });
  t.strictSame(steps, ['b saw first', 'a saw first']);
});

t.test('makes a failure of whatever a teardown throws, and of a second value', async (t) => {
  const throwing = new Teardowns();
  open(throwing, 'a', [], { fail: undefined });
  t.match(await throwing.close(undefined), { name: 'TypeError', message: "The teardown of 'a' threw undefined." });
  const twice = new Teardowns();
  const generator = (function* () {
    yield 1;
    yield 2;
  })();
  generator.next();
  twice.add({ name: 'twice', resource: generator, until: 'serialized' });
  t.match(await twice.close(undefined), { message: /The dependency 'twice' yields more than once/ });
});

t.test('closes at one moment only what is to be closed then', async (t) => {
  const steps: string[] = [];
  const teardowns = new Teardowns();
  open(teardowns, 'a', steps, { until: 'sent' });
  open(teardowns, 'b', steps);
  await teardowns.close(undefined, 'serialized');
  t.strictSame([steps.splice(0), teardowns.isEmpty], [['b done'], false]);
  await teardowns.close(undefined);
  t.strictSame(steps, ['a done']);
});

t.test('closes what is left when the connection closes', async (t) => {
  const abandoned = `a saw ${new RequestAbandonedError().message}`;
  for (const [isFinished, writableEnded, want] of [
    [true, true, 'a done'],
    [false, false, abandoned],
    // HTTP/2 says so of an answer that was broken off, too.
    [true, false, abandoned],
  ] as const) {
    const steps: string[] = [];
    const raw = Object.assign(new EventEmitter(), { writableEnded });
    const teardowns = beginTeardowns({} as never, { raw } as never);
    open(teardowns, 'a', steps);
    if (isFinished) raw.emit('finish');
    raw.emit('close');
    await teardowns.close(undefined);
    t.strictSame(steps, [want]);
  }
});

t.test('ends a stream before what it stands on, and shows what its end threw', async (t) => {
  for (const [thrown, want] of [
    [undefined, ['stopped', 'a done']],
    [new Error('of the stream'), ['stopped', 'a saw of the stream']],
  ] as const) {
    const steps: string[] = [];
    const teardowns = new Teardowns();
    open(teardowns, 'a', steps);
    teardowns.addStream(async () => {
      await Promise.resolve();
      steps.push('stopped');
      if (thrown !== undefined) throw thrown;
    });
    t.equal(await teardowns.close(undefined, 'serialized'), thrown);
    t.strictSame(steps, want);
  }
});
