import t from 'tap';
import { Model, Type } from '@typhoon/core';
import { compileOutputCheck } from '#src/output-check.js';

class Item extends Model({ id: Type.Integer(), tags: Type.Array(Type.String()) }) {}
const Dated = Type.Object({ at: Type.DateTime() });

t.test('finds what is wrong with what is sent, in the form that handlers have it', async (t) => {
  const rows = [
    ['fits', Item.schema, { id: 1, tags: ['a'] }, 0],
    ['has more than is declared', Item.schema, { id: 1, tags: [], secret: 1 }, 0],
    ['has more where no more is allowed', Type.Object({ id: Type.Integer() }, { additionalProperties: false }), { id: 1, secret: 1 }, 0],
    ['is wrong in two places', Item.schema, { id: 'x', tags: [1] }, 2],
    ['is a date', Dated, { at: new Date(0) }, 0],
    ['is the text of a date', Dated, { at: '1970-01-01T00:00:00.000Z' }, 1],
    ['lacks what has a default', Type.Object({ id: Type.Integer({ default: 1 }) }), {}, 0],
  ] as const;
  for (const [name, schema, value, want] of rows) {
    const issues = compileOutputCheck(schema, ['message'], {})(value);
    t.strictSame(issues.length, want, `${name}: ${JSON.stringify(issues)}`);
  }
});
