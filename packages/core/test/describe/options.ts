import t from 'tap';
import { mergeOptions, toResponseDocumentation } from '#src/describe/options.js';
import type { OptionsLevel } from '#src/describe/options.js';
import { HttpError, Model, Type, dependency, onError } from '#src/index.js';

const Missing = HttpError.define({ status: 404, code: 'missing', title: 'Missing' });
const Taken = HttpError.define({ status: 409, code: 'taken', title: 'Taken' });
const outer = dependency({}, () => 1);
const inner = dependency({}, () => 2);
const hook = (name: string) => Object.assign(() => undefined, { hook: name });
const [first, second, third] = [hook('first'), hook('second'), hook('third')];
class Item extends Model({ id: Type.Integer() }) {}

/** What the levels say, from the application inwards, and what a route has of it. */
const rows: readonly (readonly [rule: string, levels: readonly object[], part: (merged: ReturnType<typeof mergeOptions>) => unknown, want: unknown])[] = [
  ['tags add up, each once', [{ tags: ['a'] }, {}, { tags: ['b', 'a'] }], (merged) => merged.tags, ['a', 'b']],
  ['the nearest summary wins', [{ summary: 'app' }, { summary: 'controller' }, {}], (merged) => merged.summary, 'controller'],
  ['the nearest description wins', [{ description: 'app' }, {}, { description: 'route' }], (merged) => merged.description, 'route'],
  ['the nearest word on deprecated wins', [{ deprecated: true }, { deprecated: false }], (merged) => merged.deprecated, false],
  ['a route is shown in a hidden group when it says so', [{ hidden: true }, { hidden: false }], (merged) => merged.hidden, false],
  ['hidden reaches inwards', [{ hidden: true }, {}], (merged) => merged.hidden, true],
  ['the nearest operation id wins', [{ operationId: () => 'named' }, { operationId: 'own' }], (merged) => merged.operationId, 'own'],
  ['the nearest status wins', [{ status: 201 }, { status: 202 }, {}], (merged) => merged.answer, { status: 202 }],
  ['a response is inherited', [{ response: Item }, {}], (merged) => merged.answer, { response: Item }],
  ['responses add up by status', [{ responses: { 404: Item, 409: Item } }, { responses: { 404: 1 } }], (merged) => merged.responses, { 404: 1, 409: Item }],
  ['throws add up, each once', [{ throws: [Missing] }, { throws: [Taken, Missing] }], (merged) => merged.throws, [Missing, Taken]],
  ['dependencies add up', [{ dependencies: [outer] }, { dependencies: [inner] }], (merged) => merged.dependencies, [outer, inner]],
  ['security adds up', [{ security: [outer] }, { security: [inner] }], (merged) => merged.security, [outer, inner]],
  ['security: false drops what is inherited', [{ security: [outer] }, { security: false }, { security: [inner] }], (merged) => merged.security, [inner]],
  ['errors are problems by default', [{}], (merged) => merged.policy.errors, 'problem'],
  ['the nearest envelope wins', [{ errors: 'problem' }, { errors: 'fastapi' }, {}], (merged) => merged.policy.errors, 'fastapi'],
  ['the nearest body limit wins', [{ bodyLimit: 1 }, { bodyLimit: 2 }], (merged) => merged.policy.bodyLimit, 2],
  ['the nearest etag wins', [{ etag: 'strong' }, { etag: 'weak' }], (merged) => merged.policy.etag, 'weak'],
  ['etag: false switches it off', [{ etag: 'strong' }, { etag: false }], (merged) => merged.policy.etag, undefined],
  [
    'unknown keys are judged by part, never headers by one word for all',
    [{ unknown: 'reject' }, { unknown: { query: 'ignore' } }],
    (merged) => merged.policy.unknown,
    { query: 'ignore', header: 'ignore', cookie: 'reject', form: 'reject' },
  ],
  [
    "Fastify's hooks add up, the outermost first",
    [{ fastify: { onRequest: first } }, { fastify: { onRequest: [second] } }, { fastify: { onRequest: third } }],
    (merged) => merged.policy.fastify['onRequest'],
    [first, second, third],
  ],
  [
    "Fastify's config and constraints add up by key",
    [{ fastify: { config: { a: 1, b: 1 }, constraints: { version: '1.0.0' } } }, { fastify: { config: { b: 2 } } }],
    (merged) => merged.policy.fastify,
    { config: { a: 1, b: 2 }, constraints: { version: '1.0.0' } },
  ],
  [
    'the nearest other option of Fastify wins',
    [{ fastify: { logLevel: 'warn' } }, { fastify: { logLevel: 'debug' } }],
    (merged) => merged.policy.fastify,
    { logLevel: 'debug' },
  ],
  ['x- members add up by name', [{ 'x-a': 1, 'x-b': 1 }, { 'x-b': 2 }], (merged) => merged.extensions, { 'x-a': 1, 'x-b': 2 }],
  ['callbacks add up by name', [{ callbacks: { a: 1 } }, { callbacks: { b: 2 } }], (merged) => merged.callbacks, { a: 1, b: 2 }],
  ['the nearest servers win', [{ servers: [{ url: '/a' }] }, { servers: [{ url: '/b' }] }], (merged) => merged.servers, [{ url: '/b' }]],
  ['the nearest external documents win', [{ externalDocs: { url: '/a' } }, {}], (merged) => merged.externalDocs, { url: '/a' }],
];

for (const [rule, levels, part, want] of rows) {
  t.test(rule, async (t) => {
    t.strictSame(part(mergeOptions(levels as readonly OptionsLevel[])), want);
  });
}

t.test('orders error handlers from the route outwards', async (t) => {
  const [app, route] = [onError(Error, () => undefined), onError(TypeError, () => undefined)];
  const { errorHandlers } = mergeOptions([{ errorHandlers: [app] }, {}, { errorHandlers: [route] }] as OptionsLevel[]).policy;
  t.strictSame(
    errorHandlers.map(({ error, level }) => [error, level]),
    [
      [TypeError, 0],
      [Error, 2],
    ],
  );
});

t.test('tells documentation of a response from a schema', async (t) => {
  t.strictSame(toResponseDocumentation({ description: 'Gone' }), { description: 'Gone' });
  t.strictSame(toResponseDocumentation(undefined), {});
  t.equal(toResponseDocumentation(Item).response, Item);
  const schema = Type.Object({});
  t.equal(toResponseDocumentation(schema).response, schema);
});
