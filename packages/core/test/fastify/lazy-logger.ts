import t from 'tap';
import { LazyLogger } from '#src/fastify/lazy-logger.js';

const REQUEST = { id: 'a' } as never;

/** A way to make loggers that counts them and writes down what they are told. */
function createMaker() {
  const made: unknown[] = [];
  const lines: unknown[][] = [];
  const write =
    (level: string) =>
    (...args: unknown[]): void =>
      void lines.push([level, ...args]);
  const levels = Object.fromEntries(['fatal', 'error', 'warn', 'info', 'debug', 'trace'].map((level) => [level, write(level)]));
  const create = (bindings: unknown): object => {
    made.push(bindings);
    return { ...levels, level: 'info', child: create, bindings: () => bindings, isLevelEnabled: (level: string) => level !== 'trace' };
  };
  return { made, lines, make: create as never };
}

t.test('makes nothing until the first line is written, and one logger for all of them', (t) => {
  const { made, lines, make } = createMaker();
  const logger = new LazyLogger(make, REQUEST);
  t.strictSame(made, []);
  logger.silent();
  t.strictSame(made, []);
  for (const level of ['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const) logger[level]({ a: 1 }, level);
  t.strictSame(made, [{ id: 'a' }]);
  t.strictSame(
    lines,
    ['fatal', 'error', 'warn', 'info', 'debug', 'trace'].map((level) => [level, { a: 1 }, level]),
  );
  t.end();
});

t.test('is a logger in every other way', (t) => {
  const { made, lines, make } = createMaker();
  const logger = new LazyLogger(make, REQUEST);
  t.equal(logger.level, 'info');
  logger.level = 'debug';
  t.equal(logger.level, 'debug');
  t.strictSame([logger.bindings(), logger.isLevelEnabled('trace'), logger.isLevelEnabled('info')], [{ id: 'a' }, false, true]);
  logger.child({ part: 'b' }).warn('from a child');
  t.strictSame(lines, [['warn', 'from a child']]);
  t.strictSame(made, [{ id: 'a' }, { part: 'b' }]);
  t.end();
});
