import t from 'tap';
import { acceptedForms, compileForm, readsForm, readsStream } from '#src/compile/form.js';
import { Body, Controller, File, Form, Model, Post, Type } from '#src/index.js';
import type { UploadStream, UploadedFile } from '#src/index.js';
import { describeRoute } from '../fixtures/describe-route.js';

class Text extends Model({ title: Type.String(), note: Type.String() }) {}

@Controller('/')
class Forms {
  @Post('/fields')
  fields(@Form('a', Type.String()) _a: string, @Form(Text) _text: Text): void {}

  @Post('/files')
  files(
    @Form('a', Type.String()) _a: string,
    @File('b', { maxSize: 10 }) _b: UploadedFile,
    @File('c', { maxSize: 100, maxCount: 3 }) _c: UploadedFile[],
  ): void {}

  @Post('/limited', { bodyLimit: 50 })
  limited(@File('b', { maxSize: 10 }) _b: UploadedFile): void {}

  @Post('/stream')
  stream(@File('b', { stream: true, maxSize: Infinity }) _b: UploadStream): void {}

  @Post('/json')
  json(@Body(Text) _body: Text): void {}
}

t.test('knows which routes read forms, which stream, and what they accept', (t) => {
  const rows = [
    ['fields', true, false, ['application/x-www-form-urlencoded', 'multipart/form-data']],
    ['files', true, false, ['multipart/form-data']],
    ['stream', true, true, ['multipart/form-data']],
    ['json', false, false, undefined],
  ] as const;
  for (const [handler, isForm, isStream, accepts] of rows) {
    const route = describeRoute(Forms, handler);
    t.strictSame([readsForm(route), readsStream(route)], [isForm, isStream], handler);
    if (accepts !== undefined) t.strictSame(acceptedForms(route), accepts);
  }
  t.end();
});

t.test('adds the files to the limit of the body, unless the route says its own', (t) => {
  const rows = [
    ['fields', { bodyLimit: 1_000, fieldsLimit: 1_000, maxFiles: 0 }],
    ['files', { bodyLimit: 1_310, fieldsLimit: 1_000, maxFiles: 4 }],
    ['limited', { bodyLimit: 50, fieldsLimit: 50, maxFiles: 1 }],
    ['stream', { bodyLimit: Infinity, fieldsLimit: 1_000, maxFiles: 1 }],
  ] as const;
  for (const [handler, want] of rows) t.match(compileForm(describeRoute(Forms, handler), 1_000), want, handler);
  t.end();
});

t.test('knows the names of fields and files', (t) => {
  const plan = compileForm(describeRoute(Forms, 'fields'), 1_000);
  t.strictSame([[...plan.fields], [...plan.files.keys()]], [['a', 'title', 'note'], []]);
  t.strictSame([...compileForm(describeRoute(Forms, 'files'), 1_000).files.keys()], ['b', 'c']);
  t.end();
});
