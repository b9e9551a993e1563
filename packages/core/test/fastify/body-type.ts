import t from 'tap';
import { compileForm } from '#src/compile/form.js';
import { assertUtf8, beginForm, compileJsonTypeCheck, explainMediaType, formOf } from '#src/fastify/body-type.js';
import { Body, Controller, File, Form, Get, Post, Type } from '#src/index.js';
import type { UploadedFile } from '#src/index.js';
import { describeRoute } from '../fixtures/describe-route.js';

@Controller('/')
class Bodies {
  @Post('/form')
  form(@Form('a', Type.String()) _a: string): void {}

  @Post('/file')
  file(@File('a') _a: UploadedFile): void {}

  @Post('/json')
  json(@Body(Type.Integer()) _body: number): void {}

  @Get('/none')
  none(): void {}
}

const URLENCODED = 'application/x-www-form-urlencoded';

function request(headers: Record<string, string>, rest: object = {}) {
  return { headers, raw: { httpVersionMajor: 1 }, body: {}, server: { hasContentTypeParser: (type: string) => type === 'text/csv' }, ...rest } as never;
}

t.test('looks at the head of a form before its body', (t) => {
  const rows = [
    ['form', { 'content-type': URLENCODED, 'content-length': '10' }, undefined],
    ['form', { 'content-type': 'Multipart/Form-Data; boundary=x', 'transfer-encoding': 'chunked' }, undefined],
    ['form', {}, undefined],
    ['form', { 'content-type': 'text/plain', 'content-length': '0' }, undefined],
    ['form', { 'content-type': 'text/plain', 'content-length': '1' }, { status: 415, headers: { accept: `${URLENCODED}, multipart/form-data` } }],
    ['form', { 'content-length': '1' }, { status: 415 }],
    ['file', { 'content-type': URLENCODED, 'content-length': '1' }, { status: 415, headers: { accept: 'multipart/form-data' } }],
    ['form', { 'content-type': URLENCODED, 'content-length': '1001' }, { status: 413 }],
  ] as const;
  for (const [handler, headers, want] of rows) {
    const plan = compileForm(describeRoute(Bodies, handler), 1_000);
    const given = request(headers);
    const thrown = catchFrom(() => beginForm(given, plan));
    t.match(thrown, want ?? undefined, JSON.stringify(headers));
    t.equal(formOf(given), plan);
  }
  t.end();
});

t.test('lets JSON in, what the host parses, and nothing else', (t) => {
  t.equal(compileJsonTypeCheck(describeRoute(Bodies, 'none')), undefined);
  const check = compileJsonTypeCheck(describeRoute(Bodies, 'json'));
  for (const type of ['application/json', 'application/json; charset=utf-8', 'application/problem+json', 'text/csv']) {
    t.equal(
      catchFrom(() => check?.(request({ 'content-type': type }))),
      undefined,
      type,
    );
  }
  for (const type of ['text/plain', URLENCODED, 'multipart/form-data; boundary=x', 'text/html']) {
    t.match(
      catchFrom(() => check?.(request({ 'content-type': type }))),
      { status: 415, headers: { accept: 'application/json' } },
      type,
    );
  }
  t.match(
    catchFrom(() => check?.(request({}))),
    { status: 415, detail: 'The request body has no content type. Send application/json.' },
  );
  t.equal(
    catchFrom(() => check?.(request({}, { body: undefined }))),
    undefined,
    'no body is no body of a wrong type',
  );
  t.end();
});

t.test("puts Fastify's refusal into words that name what would do, and leaves others alone", (t) => {
  const refusal = Object.assign(new Error('Unsupported'), { code: 'FST_ERR_CTP_INVALID_MEDIA_TYPE' });
  const rows = [
    ['form', `Send ${URLENCODED} or multipart/form-data.`],
    ['file', 'Send multipart/form-data.'],
    ['json', 'Send application/json.'],
    ['none', 'Send no body.'],
  ] as const;
  for (const [handler, cure] of rows) {
    const explained = explainMediaType(refusal, describeRoute(Bodies, handler), request({ 'content-type': 'a/b' }));
    t.match(explained, { status: 415, detail: `The content type 'a/b' is not supported. ${cure}` });
  }
  for (const other of [new Error('other'), undefined, null, 'text']) t.equal(explainMediaType(other, describeRoute(Bodies, 'json'), request({})), other);
  t.end();
});

t.test('refuses other charsets than UTF-8', (t) => {
  t.doesNotThrow(() => assertUtf8(request({ 'content-type': 'a/b; charset=utf-8' }), ['a/b']));
  t.doesNotThrow(() => assertUtf8(request({}), ['a/b']));
  t.match(
    catchFrom(() => assertUtf8(request({ 'content-type': 'a/b; charset=latin1' }), ['a/b'])),
    { status: 415, headers: { accept: 'a/b; charset=utf-8' } },
  );
  t.end();
});

function catchFrom(run: () => void): unknown {
  try {
    run();
    return undefined;
  } catch (error) {
    return error;
  }
}
