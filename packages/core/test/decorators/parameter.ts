import t from 'tap';
import { Body, Cookie, Form, Header, Model, Path, Query, Type } from '#src/index.js';
import { kSource } from '#src/decorators/source.js';

const schema = Type.Integer();
class Item extends Model({ id: Type.Integer() }) {}

for (const [part, source] of [
  ['path', Path],
  ['query', Query],
  ['header', Header],
  ['cookie', Cookie],
  ['body', Body],
  ['form', Form],
] as const) {
  t.test(`a source of the ${part} takes a name and a schema, or a schema for the whole part`, (t) => {
    t.strictSame(source('n', schema)[kSource], { in: part, name: 'n', schema, options: {} });
    t.strictSame(source('n', schema, { alias: 'm' })[kSource], { in: part, name: 'n', schema, options: { alias: 'm' } });
    t.match(source(Item)[kSource], { in: part, name: undefined, schema: Item, options: {} });
    t.match(source(Item, { description: 'An item' })[kSource], { name: undefined, schema: Item, options: { description: 'An item' } });
    t.end();
  });
}
