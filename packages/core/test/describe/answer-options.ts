import t from 'tap';
import { mergeAnswer } from '#src/describe/answer-options.js';
import { Empty, Model, Type } from '#src/index.js';

class Item extends Model({ id: Type.Integer() }) {}
const inherited = { status: 201, response: Item, examples: { one: { value: 1 } }, responseDescription: 'An item' };

t.test('merges what levels say of the answer', async (t) => {
  const rows = [
    ['nothing new: all is inherited', {}, inherited],
    ['another status', { status: 202 }, { ...inherited, status: 202 }],
    ['another description', { responseDescription: 'It' }, { ...inherited, responseDescription: 'It' }],
    ['another response drops what was said of the old one', { response: Type.String() }, { status: 201, response: Type.String() }],
    ['a response with a status of its own drops the inherited status', { response: Empty }, { response: Empty }],
    ['a status without a body drops the response', { status: 204 }, { status: 204 }],
    ['a contradiction within one level stays one', { status: 204, response: Item }, { status: 204, response: Item }],
  ] as const;
  for (const [name, level, want] of rows) t.strictSame(mergeAnswer(inherited, level), want, name);
});
