import t from 'tap';
import { Type } from '#src/schema/type.js';
import { findMisfit } from '#src/validation/misfit.js';
import { Frame } from '#src/validation/reference.js';

const Item = Type.Object({ at: Type.DateTime(), price: Type.Number({ minimum: 0 }) });

function misfitOf(value: unknown, modes?: ('json' | 'text' | 'output')[]): string | undefined {
  return findMisfit(Item, new Frame(Item), value, { formats: undefined, ...(modes && { modes }) });
}

t.test('says where and why a value does not fit', async (t) => {
  t.equal(misfitOf({ at: '2030-01-02T03:04:05Z', price: 1 }), undefined);
  t.equal(misfitOf({ at: '2030-01-02T03:04:05Z', price: -1 }), " at 'price': Input should be greater than or equal to 0");
  t.equal(misfitOf(5), ': Input should be a valid dictionary or object to extract fields from');
});

t.test('takes what one of the ways to read it takes', async (t) => {
  t.match(misfitOf({ at: new Date(), price: 1 }), /at 'at'/);
  t.equal(misfitOf({ at: new Date(), price: 1 }, ['json', 'output']), undefined);
  t.equal(misfitOf({ at: '2030-01-02T03:04:05Z', price: '1' }, ['json', 'text']), undefined);
});

t.test('takes the value of a codec for what it is written as', async (t) => {
  const At = Type.DateTime();
  t.equal(findMisfit(At, new Frame(At), new Date(), { formats: undefined }), undefined);
});

t.test('leaves to others what a function of the schema throws', async (t) => {
  const Ref = Type.Ref('Nowhere');
  t.equal(findMisfit(Ref, new Frame(Ref), 1, { formats: undefined }), undefined);
});
