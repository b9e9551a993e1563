import t from 'tap';
import { like } from '../fixtures/like.js';
import { parseText, readBody } from '#src/runtime/answer-body.js';

const answer = (body: string | null, type?: string, status = 200) =>
  new Response(body === null ? null : new TextEncoder().encode(body), { status, ...(type && { headers: { 'content-type': type } }) });

const SUCCESSES: readonly [name: string, Response, accept: string[], want: unknown][] = [
  ['JSON', answer('{"a":1}', 'application/json; charset=utf-8'), ['application/json'], { a: 1 }],
  ['JSON by another name', answer('[1]', 'application/hal+json'), ['application/json'], [1]],
  ['JSON without a name', answer('1'), ['application/json'], 1],
  ['JSON by a wrong name', answer('{"a":1}', 'text/plain'), ['application/json'], { a: 1 }],
  ['text', answer('a', 'text/csv'), ['text/csv'], 'a'],
  ['what looks like JSON where text is declared', answer('1', 'application/json'), ['text/plain'], '1'],
  ['one of several, by what came', answer('a', 'text/csv'), ['application/json', 'text/csv'], 'a'],
  ['anything, by what came', answer('{}', 'application/json'), ['*/*'], {}],
  ['204', answer(null, undefined, 204), ['application/json'], undefined],
  ['nothing where nothing is declared', answer('<p>', 'text/html'), [], undefined],
];

t.test('reads a success as it is declared', async (t) => {
  for (const [name, response, accept, want] of SUCCESSES) t.strictSame(await readBody(response, { accept }), want, name);
});

t.test('reads bytes as a blob of their type', async (t) => {
  const blob = (await readBody(answer('abc', 'image/png'), { accept: ['image/*'] })) as Blob;
  t.equal(blob.type, 'image/png');
  t.equal(await blob.text(), 'abc');
  const zip = await readBody(answer('{}', 'application/json'), { accept: ['application/zip'] });
  t.ok(zip instanceof Blob);
});

t.test('refuses what shall be JSON and is none', async (t) => {
  for (const body of ['<!doctype html>', '', '{"a":'])
    await t.rejects(readBody(answer(body, 'text/html'), { accept: ['application/json'] }), like({ name: 'SyntaxError' }), body);
});

t.test('reads any error', async (t) => {
  const readErrorBody = (response: Response) => readBody(response, {});
  t.strictSame(await readErrorBody(answer('{"code":"a"}', 'application/problem+json', 404)), { code: 'a' });
  t.equal(await readErrorBody(answer('<h1>Bad Gateway</h1>', 'text/html', 502)), '<h1>Bad Gateway</h1>');
  t.equal(await readErrorBody(answer('no json', 'application/json', 500)), 'no json');
  t.equal(await readErrorBody(answer('', 'application/json', 500)), undefined);
  t.equal(await readErrorBody(answer('plain', undefined, 500)), 'plain');
  t.ok((await readErrorBody(answer('x', 'image/png', 500))) instanceof Blob);
  t.strictSame([parseText('1'), parseText('a'), parseText('')], [1, 'a', undefined]);
});
