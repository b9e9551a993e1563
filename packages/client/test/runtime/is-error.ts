import t from 'tap';
import { toApiError } from '#src/runtime/failure.js';
import { defineIsError } from '#src/runtime/is-error.js';
import type { Failure } from '@typhoon/client';

interface Problem {
  detail: string;
}
interface Errors {
  item_not_found: Failure<404, 'item_not_found', Problem>;
  409: Failure<409, string | undefined, { available: number }>;
}
const isError = defineIsError<Errors>();

const request = { operation: 'a', method: 'GET', url: '' };
const errorOf = (status: number, body: unknown, errors = { 404: ['item_not_found'], 409: true } as const) =>
  toApiError(errors, { status, headers: new Headers() }, body, request);

t.test('narrows declared errors by code, and by status where they have none', async (t) => {
  const missing: unknown = errorOf(404, { code: 'item_not_found', detail: 'Nothing.' });
  if (!isError(missing, 'item_not_found')) return t.fail('no narrowing');
  const detail: string = missing.body.detail;
  const status: 404 = missing.status;
  t.strictSame([detail, status], ['Nothing.', 404]);
  const taken: unknown = errorOf(409, { available: 2 });
  if (!isError(taken, 409)) return t.fail('no narrowing');
  t.equal(taken.body.available satisfies number, 2);
  // @ts-expect-error no operation declares it
  t.equal(isError(taken, 'unknown'), false);
});

t.test('is false for what is not declared, and for what is no error of a server', async (t) => {
  t.equal(isError(toApiError({}, { status: 404, headers: new Headers() }, { code: 'item_not_found' }, request), 'item_not_found'), false);
  t.equal(isError(new Error('another'), 'item_not_found'), false);
});

type OpenCode = Failure<409, string, { available: number }>;

t.test('narrows the errors of a result also where another leaves its code open, as the status does', async (t) => {
  const narrow = (error: Errors['item_not_found'] | OpenCode): string | number => {
    if (isError(error, 'item_not_found')) return error.body.detail satisfies string;
    return error.body.available satisfies number;
  };
  const byStatus = (error: Errors['item_not_found'] | OpenCode): string | number => (error.status === 404 ? error.body.detail : error.body.available);
  const missing = errorOf(404, { code: 'item_not_found', detail: 'Nothing.' }) as Errors['item_not_found'];
  t.strictSame([narrow(missing), byStatus(missing)], ['Nothing.', 'Nothing.']);
});
