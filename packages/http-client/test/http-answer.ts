import { Model, Type } from '@typhoon/core';
import t from 'tap';
import { HttpAnswer, headerOf } from '#src/http-answer.js';

const answer = (body: string) => new HttpAnswer({ status: 200, headers: { 'content-type': 'application/json' } }, Buffer.from(body), { place: 'x: GET /' });

class Item extends Model({ id: Type.Integer({ readOnly: true }), at: Type.DateTime() }) {}

t.test('A body is a text, JSON, or the value of a schema: read as the body of a request, what only a server sets included', (t) => {
  t.equal(answer('"ä"').text(), '"ä"');
  t.strictSame(answer('{"__proto__":{"a":1},"b":2}').json(), { b: 2 });
  const item: Item = answer('{"id":1,"at":"2026-05-01T12:00:00Z","more":2}').json(Item);
  t.equal(item.at.getUTCHours(), 12);
  t.equal(item.id, 1);
  t.throws(() => answer('{"id":"1"}').json(Item), {
    status: 502,
    message: /^x: GET \/ answered 200, but not what was agreed\. The value does not fit 'Item': 2 mistakes found/,
  });
  t.throws(() => answer('{').json(), { status: 502, message: 'x: GET / answered 200 with what is no JSON (application/json).' });
  t.throws(() => answer('').json(), { status: 502, message: /without a body/ });
  t.throws(() => answer('1').json({} as typeof Item), TypeError);
  t.end();
});

t.test('Of a header that came several times the first value is taken', (t) => {
  t.strictSame([headerOf({ a: ['1', '2'] }, 'a'), headerOf({ a: '1' }, 'a'), headerOf({}, 'a')], ['1', '1', undefined]);
  t.end();
});
