import t from 'tap';
import { parse } from 'fast-querystring';
import { compileKeyTest, compileStyle, findStyleProblems } from '#src/compile/style.js';
import type { ParameterOptions, PartName } from '#src/decorators/source.js';
import type { InputDefinition } from '#src/describe/route-definition.js';
import { Type } from '#src/schema/type.js';
import type { TSchema } from '#src/schema/typebox.js';

const Text = Type.String();
const List = Type.Array(Type.String());
const Rgb = Type.Object({ R: Type.Integer(), G: Type.Integer() });

function inputOf(part: PartName, schema: TSchema, options: ParameterOptions = {}, name: string | undefined = 'color'): InputDefinition {
  return { in: part, name, schema, required: true, options, place: 'ItemsController.list, parameter 0', by: 'route' };
}

/** What is read, with plain prototypes, so that it can be compared. */
function read(input: InputDefinition, part: Record<string, unknown>): unknown {
  const value = compileStyle(input)?.(part);
  return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);
}

t.test('leaves alone what the validator reads as it is', async (t) => {
  for (const input of [
    inputOf('query', Text),
    inputOf('query', List),
    inputOf('query', List, {}, undefined),
    inputOf('path', Text),
    inputOf('header', Text),
    inputOf('cookie', Text),
    inputOf('body', Rgb),
    inputOf('file', List),
    inputOf('form', List),
    inputOf('query', Text, { explode: false }),
  ]) {
    t.equal(compileStyle(input), undefined, `${input.in} ${JSON.stringify(input.options)}`);
  }
});

t.test('reads each style of OpenAPI', async (t) => {
  const list = ['blue', 'black'];
  const rgb = { R: '100', G: '200' };
  const query = (text: string): Record<string, unknown> => parse(text) as Record<string, unknown>;
  for (const [name, part, schema, options, given, want] of [
    ['form, list', 'query', List, { explode: false }, query('color=blue,black'), list],
    ['form, list of none', 'query', List, { explode: false }, query('color='), []],
    ['form, list, repeated', 'query', List, { explode: false }, query('color=blue&color=black,red'), ['blue', 'black', 'red']],
    ['form, encoded commas', 'query', List, { explode: false }, query('color=blue%2Cblack'), list],
    ['form, nullable list', 'query', Type.Union([List, Type.Null()]), { explode: false }, query('color=blue,black'), list],
    ['form, set', 'query', Type.Set(Text), { explode: false }, query('color=blue,black'), list],
    ['form, object', 'query', Rgb, { explode: false }, query('color=R,100,G,200'), rgb],
    ['form, object, repeated', 'query', Rgb, { explode: false }, query('color=x&color=R,100,G,200'), rgb],
    ['form, object that is none', 'query', Rgb, { explode: false }, query('color=R,100,G'), 'R,100,G'],
    ['form, exploded object', 'query', Rgb, {}, query('R=100&G=200&B=150'), rgb],
    ['form, exploded object, in part', 'query', Rgb, {}, query('G=200'), { G: '200' }],
    ['form, exploded object, absent', 'query', Rgb, {}, query('B=150'), undefined],
    ['form fields', 'form', List, { explode: false }, { color: 'blue,black' }, list],
    ['spaceDelimited, list', 'query', List, { style: 'spaceDelimited' }, query('color=blue%20black'), list],
    ['spaceDelimited, list with plus', 'query', List, { style: 'spaceDelimited' }, query('color=blue+black'), list],
    ['spaceDelimited, object', 'query', Rgb, { style: 'spaceDelimited' }, query('color=R%20100%20G%20200'), rgb],
    ['pipeDelimited, list', 'query', List, { style: 'pipeDelimited' }, query('color=blue%7Cblack'), list],
    ['pipeDelimited, object', 'query', Rgb, { style: 'pipeDelimited' }, query('color=R|100|G|200'), rgb],
    ['deepObject', 'query', Rgb, { style: 'deepObject' }, query('color[R]=100&color[G]=200'), rgb],
    ['deepObject, encoded', 'query', Rgb, { style: 'deepObject' }, query('color%5BR%5D=100&color%5BG%5D=200'), rgb],
    ['deepObject, absent', 'query', Rgb, { style: 'deepObject' }, query('color=1'), undefined],
    ['simple, list', 'path', List, {}, { color: 'blue,black' }, list],
    ['simple, exploded list', 'path', List, { explode: true }, { color: 'blue,black' }, list],
    ['simple, object', 'path', Rgb, {}, { color: 'R,100,G,200' }, rgb],
    ['simple, exploded object', 'path', Rgb, { explode: true }, { color: 'R=100,G=200' }, rgb],
    ['simple, exploded object that is none', 'path', Rgb, { explode: true }, { color: 'R=100,G' }, 'R=100,G'],
    ['simple, header list', 'header', List, {}, { color: 'blue, black' }, list],
    ['simple, header object', 'header', Rgb, {}, { color: 'R, 100, G, 200' }, rgb],
    ['simple, absent header', 'header', List, {}, {}, undefined],
    ['label, text', 'path', Text, { style: 'label' }, { color: '.blue' }, 'blue'],
    ['label, list', 'path', List, { style: 'label' }, { color: '.blue,black' }, list],
    ['label, exploded list', 'path', List, { style: 'label', explode: true }, { color: '.blue.black' }, list],
    ['label, object', 'path', Rgb, { style: 'label' }, { color: '.R,100,G,200' }, rgb],
    ['label, exploded object', 'path', Rgb, { style: 'label', explode: true }, { color: '.R=100.G=200' }, rgb],
    ['label, without its point', 'path', Text, { style: 'label' }, { color: 'blue' }, undefined],
    ['matrix, text', 'path', Text, { style: 'matrix' }, { color: ';color=blue' }, 'blue'],
    ['matrix, empty text', 'path', Text, { style: 'matrix' }, { color: ';color' }, ''],
    ['matrix, list', 'path', List, { style: 'matrix' }, { color: ';color=blue,black' }, list],
    ['matrix, exploded list', 'path', List, { style: 'matrix', explode: true }, { color: ';color=blue;color=black' }, list],
    ['matrix, object', 'path', Rgb, { style: 'matrix' }, { color: ';color=R,100,G,200' }, rgb],
    ['matrix, exploded object', 'path', Rgb, { style: 'matrix', explode: true }, { color: ';R=100;G=200' }, rgb],
    ['matrix, another name', 'path', Text, { style: 'matrix' }, { color: ';colour=blue' }, undefined],
    ['matrix, two values for one', 'path', Text, { style: 'matrix' }, { color: ';color=blue;color=black' }, undefined],
    ['matrix, without its semicolon', 'path', Rgb, { style: 'matrix', explode: true }, { color: 'R=100' }, undefined],
    ['form, cookie list', 'cookie', List, { explode: false }, { color: 'blue,black' }, list],
    ['form, exploded cookie list', 'cookie', List, {}, { color: 'blue&color=black' }, list],
    ['form, cookie object', 'cookie', Rgb, { explode: false }, { color: 'R,100,G,200' }, rgb],
  ] as const satisfies readonly (readonly [string, PartName, TSchema, ParameterOptions, Record<string, unknown>, unknown])[]) {
    t.strictSame(read(inputOf(part, schema, options), given), want, name);
  }
});

t.test('touches no prototype', async (t) => {
  const part = parse('color=__proto__,1,constructor,2') as Record<string, unknown>;
  const object = compileStyle(inputOf('query', Rgb, { explode: false }))?.(part) as object;
  t.equal(Object.getPrototypeOf(object), null);
  t.strictSame(Object.keys(object), ['constructor']);
  t.equal(compileStyle(inputOf('query', List, { explode: false }, 'toString'))?.({}), undefined);
  t.equal(compileStyle(inputOf('query', Type.Object({ toString: Text })))?.({}), undefined);
});

t.test('tells which keys it reads', async (t) => {
  for (const [name, input, keys, others] of [
    ['by name', inputOf('query', List), ['color'], ['colour', 'color[R]']],
    ['an exploded object', inputOf('query', Rgb), ['R', 'G'], ['color', 'B']],
    ['an object in one text', inputOf('query', Rgb, { explode: false }), ['color'], ['R']],
    ['deepObject', inputOf('query', Rgb, { style: 'deepObject' }), ['color[R]', 'color[x][]'], ['color', 'color[R', 'colors[R]']],
    ['a whole part', inputOf('query', Rgb, {}, undefined), ['R'], ['B']],
    ['all headers', inputOf('header', Type.Object({ 'X-Id': Text }), {}, undefined), ['x-id'], ['x-other']],
    ['a part with undeclared keys', inputOf('query', Type.Record(Text, Text), {}, undefined), ['anything'], []],
    ['a whole part that is no object', inputOf('query', Type.Unknown(), {}, undefined), [], ['a']],
  ] as const) {
    const test = compileKeyTest({ ...input, name: name.startsWith('a whole') || name.startsWith('all') || name.startsWith('a part') ? undefined : input.name });
    for (const key of keys) t.equal(test(key), true, `${name}: ${key}`);
    for (const key of others) t.equal(test(key), false, `${name}: ${key}`);
  }
});

t.test('names the combinations that OpenAPI does not define', async (t) => {
  for (const [part, schema, options, want] of [
    ['query', List, { style: 'deepObject' }, `the style 'deepObject' is defined for objects only. Use 'form', or an object schema.`],
    ['query', Text, { style: 'deepObject' }, `the style 'deepObject' is defined for objects only. Use no style, or an object schema.`],
    ['query', Rgb, { style: 'deepObject', explode: false }, `the style 'deepObject' is defined with 'explode: true' only. Remove 'explode'.`],
    ['query', Text, { style: 'pipeDelimited' }, `the style 'pipeDelimited' is defined for lists and objects only. Remove it, or use a list schema.`],
    ['query', List, { style: 'spaceDelimited', explode: true }, `the style 'spaceDelimited' is defined with 'explode: false' only. Remove 'explode'.`],
    ['query', List, { style: 'simple' }, `the style 'simple' is not defined for the query. Use 'form' or 'spaceDelimited' or 'pipeDelimited' or 'deepObject'.`],
    ['header', List, { style: 'form' }, `the style 'form' is not defined for the header. Use 'simple'.`],
    ['body', Rgb, { style: 'form' }, `a value from the body has no 'style' or 'explode'. Remove them.`],
    ['cookie', Rgb, {}, `an object in a cookie cannot be exploded, since its members would be cookies of their own. Add 'explode: false'.`],
    [
      'query',
      Type.Record(Text, Text),
      {},
      `an exploded object with undeclared keys would take every key of the query. Use the style 'deepObject', or 'explode: false'.`,
    ],
    ['query', Type.Array(List), {}, `a list in text cannot hold lists or objects. Use an object schema with the style 'deepObject', or a body.`],
    ['query', Type.Object({ a: Rgb }), { explode: false }, `an object in text cannot hold lists or objects. Use the style 'deepObject'.`],
    ['header', Type.Object({ a: Rgb }), {}, 'an object in text cannot hold lists or objects.'],
  ] as const) {
    t.strictSame(findStyleProblems(inputOf(part, schema, options)), [want]);
  }
  const whole = { ...inputOf('query', Rgb, { style: 'form' }), name: undefined };
  t.match(findStyleProblems(whole), [/belong to one parameter, but the schema describes the whole query/]);
  for (const input of [
    inputOf('query', Rgb, { style: 'deepObject' }),
    inputOf('query', Type.Object({ a: Type.Object({ b: List }) }), { style: 'deepObject' }),
    inputOf('query', List),
    inputOf('path', List, { style: 'matrix', explode: true }),
    inputOf('body', Rgb),
    { ...inputOf('query', Rgb), name: undefined },
  ]) {
    t.strictSame(findStyleProblems(input), []);
  }
});
