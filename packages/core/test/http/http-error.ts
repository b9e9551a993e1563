import t from 'tap';
import { HttpError } from '#src/http/http-error.js';
import { Model } from '#src/schema/model.js';
import { Type } from '#src/schema/type.js';

class Shortage extends Model({ missing: Type.Integer() }) {}

t.test('takes title and code from its status, unless it is told others', (t) => {
  const rows = [
    [404, undefined, { code: 'not_found', title: 'Not Found', detail: undefined, message: 'Not Found' }],
    [404, 'No item', { code: 'not_found', title: 'Not Found', detail: 'No item', message: 'No item' }],
    [418, { code: 'teapot', title: 'Tea' }, { code: 'teapot', title: 'Tea', detail: undefined, message: 'Tea' }],
    [422, { detail: [1] }, { code: 'unprocessable_content', title: 'Unprocessable Content', detail: [1], message: 'Unprocessable Content' }],
    [499, undefined, { code: 'error', title: 'Error', detail: undefined, message: 'Error' }],
  ] as const;
  for (const [status, options, want] of rows) {
    const { code, title, detail, message, headers } = new HttpError(status, options);
    t.strictSame({ code, title, detail, message }, want);
    t.strictSame(headers, {});
  }
  t.end();
});

t.test('keeps a cause for the log', (t) => {
  const cause = new Error('why');
  t.equal(new HttpError(500, { cause }).cause, cause);
  t.notOk('cause' in new HttpError(500));
  t.end();
});

t.test('is for 400 to 599 only', (t) => {
  for (const status of [200, 399, 600, 404.5, NaN]) {
    t.throws(() => new HttpError(status), { name: 'RangeError', message: `HttpError expects a status from 400 to 599 but got ${status}.` });
  }
  t.end();
});

t.test('is known by its brand, whichever copy made it', (t) => {
  t.ok(HttpError.is(new HttpError(404)));
  t.ok(HttpError.is({ [Symbol.for('typhoon.http-error')]: true }));
  for (const value of [new Error(), undefined, null, 'text', {}]) t.notOk(HttpError.is(value));
  t.end();
});

t.test('throws within an expression', (t) => {
  const find = (id: number): string | undefined => (id === 1 ? 'one' : undefined);
  t.equal(find(1) ?? HttpError.throw(404), 'one');
  t.throws(() => find(2) ?? HttpError.throw(404, 'none'), new HttpError(404, 'none'));
  t.end();
});

t.test('declares errors of one status, code and shape', (t) => {
  const OutOfStock = HttpError.define({ status: 409, code: 'out_of_stock', title: 'Out of stock', schema: Shortage });
  const Gone = HttpError.define({ status: 410, code: 'gone_for_good', title: 'Gone' });
  const error = new OutOfStock({ detail: 'Two', data: { missing: 2 }, headers: { 'retry-after': '5' } });
  t.match(error, { status: 409, code: 'out_of_stock', title: 'Out of stock', detail: 'Two', data: { missing: 2 }, headers: { 'retry-after': '5' } });
  t.ok(error instanceof HttpError && HttpError.is(error));
  t.equal(OutOfStock.definition.schema, Shortage.schema);
  t.equal(Gone.definition.schema, undefined);
  t.throws(() => Gone.throw(), { status: 410, code: 'gone_for_good' });
  // @ts-expect-error its data are asked for
  t.throws(() => OutOfStock.throw({ detail: 'x' }), { status: 409 });
  // @ts-expect-error and have to fit
  t.ok(new OutOfStock({ data: { missing: 'two' } }));
  // @ts-expect-error an error without a schema has none
  t.ok(new Gone({ data: {} }));
  t.end();
});
