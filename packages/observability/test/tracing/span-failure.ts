import t from 'tap';
import { HttpError } from '@typhoon/core';
import { errorTypeOf, isRefusal } from '#src/tracing/span-failure.js';

t.test('errors are told by few names, and refusals are no failures', async (t) => {
  for (const [error, type, refusal] of [
    [new HttpError(404), '404', true],
    [new HttpError(503), '503', false],
    [new RangeError('x'), 'RangeError', false],
    ['a text', 'string', false],
  ] as const)
    t.strictSame([errorTypeOf(error), isRefusal(error)], [type, refusal]);
});
