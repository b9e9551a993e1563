import t from 'tap';
import { toApiError } from '#src/runtime/failure.js';

const request = { operation: 'items.read', method: 'GET', url: '' };
const headers = new Headers();

const CODES: readonly [name: string, body: unknown, code: string | undefined][] = [
  ['problems', { type: 'about:blank', status: 404, code: 'item_not_found' }, 'item_not_found'],
  ['nested errors', { error: { code: 'rate_limited', message: '…' } }, 'rate_limited'],
  ['OAuth2', { error: 'invalid_grant' }, 'invalid_grant'],
  ["FastAPI's envelope", { detail: 'Not Found' }, undefined],
  ['numbers', { code: 17 }, undefined],
  ['texts', 'Not Found', undefined],
  ['nothing', undefined, undefined],
  ['null', null, undefined],
];

t.test('finds the code where servers write it', async (t) => {
  for (const [name, body, code] of CODES) t.equal(toApiError({}, { status: 404, headers }, body, request).code, code, name);
});

t.test('tells declared errors from others by status, range and code', async (t) => {
  const errors = { 404: ['item_not_found'], 409: true, '5XX': true } as const;
  const kindOf = (status: number, code?: string, declared: Parameters<typeof toApiError>[0] = errors) =>
    toApiError(declared, { status, headers }, { code }, request).kind;
  t.equal(kindOf(404, 'item_not_found'), 'declared');
  t.equal(kindOf(404, 'not_found'), 'undeclared', 'the status of another error');
  t.equal(kindOf(404), 'undeclared');
  t.equal(kindOf(409), 'declared');
  t.equal(kindOf(503, 'whatever'), 'declared');
  t.equal(kindOf(400), 'undeclared');
  t.equal(kindOf(400, undefined, { default: true }), 'declared');
  t.equal(kindOf(400, undefined, undefined), 'undeclared');
});
