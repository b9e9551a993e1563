import t from 'tap';
import { createRequestLogger } from '#src/fastify/lazy-logger.js';

/** A logger that counts its children and writes down what they are told. */
function createParent() {
  const made: unknown[] = [];
  const lines: unknown[][] = [];
  const write =
    (level: string) =>
    (...args: unknown[]): void =>
      void lines.push([level, ...args]);
  const levels = Object.fromEntries(['fatal', 'error', 'warn', 'info', 'debug', 'trace'].map((level) => [level, write(level)]));
  const child = (bindings: object, options: object): object => {
    made.push([bindings, options]);
    return { ...levels, level: 'info', child, bindings: () => bindings, isLevelEnabled: (level: string) => level !== 'trace' };
  };
  return { made, lines, parent: { child } as never };
}

t.test('makes nothing until the first line is written, and one logger for all of them', (t) => {
  const { made, lines, parent } = createParent();
  const logger = createRequestLogger(parent, { reqId: 'a' }, { level: 'info' });
  t.strictSame(made, []);
  logger.silent('nothing');
  t.strictSame(made, []);
  for (const level of ['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const) logger[level]({ a: 1 }, level);
  t.strictSame(made, [[{ reqId: 'a' }, { level: 'info' }]]);
  t.strictSame(
    lines,
    ['fatal', 'error', 'warn', 'info', 'debug', 'trace'].map((level) => [level, { a: 1 }, level]),
  );
  t.end();
});

t.test('is a logger in every other way', (t) => {
  const { made, lines, parent } = createParent();
  const logger = createRequestLogger(parent, { reqId: 'a' }, {}) as ReturnType<typeof createRequestLogger> & {
    bindings(): object;
    isLevelEnabled(level: string): boolean;
  };
  t.equal(logger.level, 'info');
  logger.level = 'debug';
  t.equal(logger.level, 'debug');
  t.strictSame([logger.bindings(), logger.isLevelEnabled('trace'), logger.isLevelEnabled('info')], [{ reqId: 'a' }, false, true]);
  logger.child({ part: 'b' }).warn('from a child');
  t.strictSame(lines, [['warn', 'from a child']]);
  t.equal(made.length, 2);
  t.end();
});
