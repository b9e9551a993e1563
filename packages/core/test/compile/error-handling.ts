import t from 'tap';
import { findErrorHandler, runErrorHandler } from '#src/compile/error-handling.js';
import type { ErrorHandlerDefinition } from '#src/describe/route-definition.js';
import { reply } from '#src/http/reply.js';

class Base extends Error {}
class Derived extends Base {}

function handler(level: number, error: new () => Error, handle: () => unknown = () => undefined): ErrorHandlerDefinition {
  return { level, error, handle };
}

t.test('finds the innermost level, there the nearest class', (t) => {
  const rows = [
    [[handler(0, Error), handler(1, Derived)], 0],
    [[handler(0, Base), handler(0, Derived), handler(0, Error)], 1],
    [[handler(0, TypeError), handler(1, Base)], 1],
    [[handler(0, TypeError)], -1],
    [[], -1],
  ] as const;
  for (const [handlers, want] of rows) t.equal(findErrorHandler(new Derived(), handlers), handlers[want as 0]);
  t.end();
});

t.test('takes a reply, another error, or what is thrown; passes on the rest', async (t) => {
  const error = new Base();
  const other = new Derived();
  const answer = reply(418);
  const rows = [
    [() => answer, answer],
    [() => other, other],
    [async () => Promise.resolve(other), other],
    [
      () => {
        throw other;
      },
      other,
    ],
    [() => undefined, error],
  ] as const;
  for (const [handle, want] of rows) t.equal(await runErrorHandler(error, handler(0, Base, handle), {} as never), want);
  t.match(
    await runErrorHandler(
      error,
      handler(0, Base, () => ({ status: 418 })),
      {} as never,
    ),
    {
      message: "The error handler of 'Base' returned an object. Return reply(status, body), an error, or nothing.",
      cause: error,
    },
  );
});
