import { Body, Controller, File, Form, Post, Type } from '@typhoon/core';
import type { UploadedFile } from '@typhoon/core';
import t from 'tap';
import { documentOf } from './fixtures/documents.js';
import type { Json } from './fixtures/documents.js';

@Controller('/forms')
class FormsController {
  @Post('/upload')
  upload(
    @File('image', { types: ['image/png', 'image/jpeg'] }) _image: UploadedFile,
    @File('more', { maxCount: 3 }) _more: UploadedFile[],
    @Form('title', Type.String()) _title: string,
  ): string {
    return '';
  }

  @Post('/list')
  list(@Form('tags', Type.Array(Type.String()), { style: 'spaceDelimited', explode: false }) _tags: string[]): string {
    return '';
  }

  @Post('/json')
  json(@Body(Type.Object({ a: Type.String() })) _body: { a: string }): string {
    return '';
  }
}

t.test('writes files as binary parts of a multipart form, with the types they may have', async (t) => {
  const { paths } = await documentOf(t, [FormsController]);
  const { content } = (paths['/forms/upload']?.['post'] as Json)['requestBody'] as Json;
  t.strictSame(Object.keys(content as object), ['multipart/form-data']);
  t.strictSame(content['multipart/form-data'].encoding, { image: { contentType: 'image/png, image/jpeg' } });
});

t.test('writes how a list is sent where that is not the default', async (t) => {
  const { paths } = await documentOf(t, [FormsController]);
  t.match(paths['/forms/list']?.['post'], {
    requestBody: { content: { 'application/x-www-form-urlencoded': { encoding: { tags: { style: 'spaceDelimited', explode: false } } } } },
  });
  t.notMatch(paths['/forms/json']?.['post'], { requestBody: { content: { 'application/json': { encoding: {} } } } });
});
