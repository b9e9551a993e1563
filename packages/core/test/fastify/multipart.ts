import { Readable } from 'node:stream';
import t from 'tap';
import type { FormPlan } from '#src/compile/form.js';
import { parseMultipart } from '#src/fastify/multipart.js';
import { UploadStream } from '#src/http/upload-stream.js';
import { MULTIPART_TYPE, multipartBody } from '../fixtures/multipart-body.js';
import type { PartText } from '../fixtures/multipart-body.js';

const rule = { maxSize: 100, minCount: 1, maxCount: 2, isList: true, isOptional: false, isStream: false, types: undefined, sniff: false, options: {} };

function plan(options: Partial<FormPlan> = {}): FormPlan {
  return {
    accepts: ['multipart/form-data'],
    bodyLimit: 10_000,
    fieldsLimit: 1_000,
    files: new Map([['file', rule]]),
    fields: new Set(['text']),
    maxFiles: 2,
    ...options,
  };
}

/** Parses a body that arrives in chunks of the size given. */
function parse(parts: readonly PartText[] | Buffer, options: Partial<FormPlan> = {}, size = 7) {
  const body = Buffer.isBuffer(parts) ? parts : multipartBody(parts);
  const chunks = Array.from({ length: Math.ceil(body.length / size) }, (_, index) => body.subarray(index * size, (index + 1) * size));
  return parseMultipart({ headers: { 'content-type': MULTIPART_TYPE } } as never, Readable.from(chunks, { objectMode: false }), plan(options));
}

const file = (value: string, filename = 'a.txt'): PartText => ({ name: 'file', filename, type: 'text/plain', value });

t.test('reads fields and files however the body is cut', async (t) => {
  const parts = [{ name: 'text', value: 'ü1' }, file('one'), { name: 'text', value: '2' }, file('two\r\n--a-boundar', 'b.txt'), { name: 'other', value: '' }];
  for (const size of [1, 2, 3, 7, 64, 10_000]) {
    const form = await parse(parts, {}, size);
    t.strictSame({ ...form.fields }, { text: ['ü1', '2'], other: '' }, `in chunks of ${size} bytes`);
    t.strictSame(
      form.files.get('file')?.map((each) => [each.filename, 'text' in each ? each.text() : '']),
      [
        ['a.txt', 'one'],
        ['b.txt', 'two\r\n--a-boundar'],
      ],
    );
  }
});

t.test('stops at the first limit that is passed', async (t) => {
  const rows = [
    ['a file', [file('x'.repeat(101))], {}, "The file 'file' is larger than 100 bytes."],
    ['files', [file('1'), file('2'), file('3')], {}, "The form has more than 2 files 'file'."],
    ['a field', [{ name: 'text', value: 'x'.repeat(1_001) }], {}, 'The fields of the form are larger than 1000 bytes.'],
    ['fields', Array<PartText>(3).fill({ name: 'text', value: 'x'.repeat(400) }), {}, 'The fields of the form are larger than 1000 bytes.'],
    ['the body', [file('x')], { bodyLimit: 50 }, 'The request body is larger than 50 bytes.'],
  ] as const;
  for (const [what, parts, options, detail] of rows) {
    const failure: unknown = await parse(parts, options).catch((error: unknown) => error);
    t.match(failure, { status: 413, detail }, what);
  }
});

t.test('refuses a body that ends early', async (t) => {
  const whole = multipartBody([{ name: 'text', value: 'x' }, file('bytes')]);
  for (let length = 1; length < whole.length - 4; length += 9) {
    const failure: unknown = await parse(whole.subarray(0, length)).catch((error: unknown) => error);
    t.match(failure, { name: 'BodySyntaxError', issue: { type: 'multipart_invalid' } }, `after ${length} bytes`);
  }
});

t.test('is over when the client goes away', async (t) => {
  const payload = new Readable({ read: () => undefined });
  payload.push(multipartBody([file('bytes')], { isOpen: true }));
  const parsed = parseMultipart({ headers: { 'content-type': MULTIPART_TYPE } } as never, payload, plan());
  setImmediate(() => payload.destroy());
  const failure: unknown = await parsed.catch((error: unknown) => error);
  t.match(failure, { status: 400, detail: 'The request ended before its body was complete.' });
});

t.test('hands a streamed file out while it is read', async (t) => {
  const form = await parse([{ name: 'text', value: '1' }, file('x'.repeat(90))], { files: new Map([['file', { ...rule, isList: false, isStream: true }]]) });
  const [upload] = form.files.get('file') ?? [];
  t.ok(upload instanceof UploadStream);
  t.strictSame({ ...form.fields }, { text: '1' });
  let size = 0;
  for await (const chunk of upload as UploadStream) size += chunk.length;
  t.equal(size, 90);
});
