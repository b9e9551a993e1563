import t from 'tap';
import { ComponentReference, visitReferences } from '#src/reference.js';
import type { SchemaEntry } from '#src/reference.js';

const entry: SchemaEntry = { key: {}, name: 'Item', place: 'Test', forms: {}, names: { input: 'Item', output: 'Item' } };

t.test('is written with the name that its form has in the end', (t) => {
  const references = [new ComponentReference(entry, 'input'), new ComponentReference(entry, 'output')];
  entry.names = { input: 'ItemInput', output: 'Item' };
  t.equal(JSON.stringify(references), '["#/components/schemas/ItemInput","#/components/schemas/Item"]');
  t.end();
});

t.test('is found at every depth', (t) => {
  const found: ComponentReference[] = [];
  const reference = new ComponentReference(entry, 'input');
  visitReferences({ a: [{ b: { $ref: reference } }, null, 'text', reference] }, (one) => found.push(one));
  t.strictSame(found.length, 2);
  t.ok(found.every((one) => one === reference));
  t.end();
});
