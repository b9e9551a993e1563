import { Controller, Get, Type } from '@typhoon/core';
import t from 'tap';
import { DocumentBook } from '#src/plugin/document-book.js';
import { INFO, routesOf } from '../fixtures/documents.js';

@Controller('/')
class TaggedController {
  @Get('/a', { tags: ['a'], response: Type.String() })
  a(): string {
    return '';
  }

  @Get('/b', { tags: ['b'], response: Type.String() })
  b(): string {
    return '';
  }
}

const HOST = { paths: { '/host': { get: { tags: ['b'], responses: {} } } } };

t.test('builds each published document with its own tags and words', (t) => {
  const book = new DocumentBook([{ include: ['a'] }, { name: 'rest', exclude: ['a'], info: { title: 'Rest' } }], () => routesOf(TaggedController), {
    info: INFO,
  });
  t.strictSame(Object.keys(book.read().paths), ['/a']);
  t.strictSame(Object.keys(book.read('rest').paths), ['/b']);
  t.equal(book.read('rest').info.title, 'Rest');
  t.equal(book.read('rest'), book.read('rest'));
  t.end();
});

t.test("asks for the host's part once, and gives it to every document that shows its tags", (t) => {
  const book = new DocumentBook([{ include: ['a'] }, { name: 'rest', exclude: ['a'] }], () => routesOf(TaggedController), { info: INFO });
  let asked = 0;
  book.readHost = () => {
    asked++;
    book.merge(HOST);
  };
  t.strictSame(Object.keys(book.read('rest').paths), ['/b', '/host']);
  t.strictSame(Object.keys(book.read().paths), ['/a']);
  t.equal(asked, 1);
  t.end();
});

t.test('says which documents there are', (t) => {
  const book = new DocumentBook([{}, { name: 'internal' }], () => [], { info: INFO });
  t.throws(() => book.read('secret'), { name: 'RangeError', message: "No document is named 'secret'. Published: 'openapi', 'internal'." });
  t.end();
});
