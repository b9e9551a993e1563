import t from 'tap';
import { describeResponses } from '#src/describe/responses.js';
import { ProblemList } from '#src/errors.js';
import { Empty, Model, Text, Type } from '#src/index.js';

class Item extends Model({ id: Type.Integer() }) {}
type Own = Parameters<typeof describeResponses>[0];

t.test('puts the answer of a plain return value first, then the alternatives by status', async (t) => {
  const rows: readonly (readonly [string, object, object, readonly (readonly [number, string])[]])[] = [
    ['nothing declared', {}, {}, [[200, 'json']]],
    ['a response', { response: Text }, {}, [[200, 'text']]],
    ['a status', { status: 201, response: Item }, {}, [[201, 'json']]],
    ['a response that brings its status', { response: Empty }, {}, [[204, 'empty']]],
    ['a status without a body', { status: 204 }, {}, [[204, 'empty']]],
    [
      'alternatives of route and levels',
      { response: Item, responses: { 202: Item } },
      { 404: Text },
      [
        [200, 'json'],
        [202, 'json'],
        [404, 'text'],
      ],
    ],
    [
      'only alternatives: the successful one',
      { responses: { 404: Text, 202: Text } },
      {},
      [
        [202, 'text'],
        [404, 'text'],
      ],
    ],
    ['a status that an alternative describes', { status: 201, responses: { 201: Text } }, {}, [[201, 'text']]],
    ['the response itself wins over an alternative of its status', { response: Item, responses: { 200: Text } }, {}, [[200, 'json']]],
  ];
  for (const [name, own, shared, want] of rows) {
    const problems = new ProblemList();
    t.strictSame(
      describeResponses(own as Own, shared as never, 'A.read', problems).map(({ status, kind }) => [status, kind.name]),
      want,
      name,
    );
    t.strictSame(problems.problems, [], name);
  }
});

t.test('documents what is said of a response', async (t) => {
  const problems = new ProblemList();
  const option = { response: Item, description: 'Gone', headers: { 'x-a': { schema: Type.String() } }, examples: { one: { value: { id: 1 } } } };
  t.match(describeResponses({ responses: { 410: option } }, {}, 'A.read', problems)[1], {
    status: 410,
    description: 'Gone',
    headers: option.headers,
    examples: option.examples,
  });
  t.match(describeResponses({ status: 202 }, {}, 'A.read', problems), [{ description: 'Accepted' }]);
});

t.test('refuses what cannot be sent', async (t) => {
  const rows: readonly (readonly [object, string])[] = [
    [{ status: 204, response: Item }, 'A.read: status 204 has no body but a response schema is declared. Leave the schema out or choose another status.'],
    [{ status: 99 }, "A.read: the status '99' is no final HTTP status. Choose one from 200 to 599."],
    [{ response: String }, "A.read: response expects a TypeBox schema, a Model class or a response like Text but got the constructor 'String'."],
    [{ responses: { 404: 'x' } }, "A.read: responses[404] expects a TypeBox schema, a Model class or a response like Text but got the text 'x'."],
  ];
  for (const [own, want] of rows) {
    const problems = new ProblemList();
    describeResponses(own as Own, {}, 'A.read', problems);
    t.strictSame(
      problems.problems.map(({ code, message }) => [code, message]),
      [['TYPHOON_ERR_ROUTE_RESPONSE', want]],
    );
  }
});
