// @ts-check
/**
 * One API of many routes twice: as a generated client, and as an application of Hono with the client that infers it.
 * Twenty tags, a model for each route, one declared error.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateClient } from '@typhoon/client/generate';

/** @typedef {'none' | 'generated' | 'inferred'} ClientForm */

const TSCONFIG = {
  compilerOptions: {
    strict: true,
    skipLibCheck: true,
    target: 'es2022',
    lib: ['es2023', 'dom', 'dom.iterable', 'dom.asynciterable'],
    module: 'nodenext',
    moduleResolution: 'nodenext',
    types: [],
    noEmit: true,
  },
};

/**
 * Writes a program into `directory` whose use.ts calls one route; with the form `none` it calls nothing, and shows what the platform's declarations cost.
 *
 * @param {string} directory
 * @param {ClientForm} form
 * @param {number} routes
 */
export async function writeProgram(directory, form, routes) {
  mkdirSync(directory, { recursive: true });
  const write = (/** @type {string} */ name, /** @type {string} */ text) => writeFileSync(join(directory, name), text);
  write('package.json', '{ "type": "module" }');
  write('tsconfig.json', JSON.stringify(TSCONFIG));
  if (form === 'generated') await generateClient({ source: toDocument(routes), out: join(directory, 'client') });
  if (form === 'inferred') write('app.ts', toHonoApp(routes));
  write('use.ts', USES[form]);
}

const GENERATED_USE = `import { createClient } from './client/index.js';
const api = createClient({ baseUrl: 'http://127.0.0.1' });
const thing = await api.tag3.read3({ id: 3 });
export const name: string = thing.name;
`;

const INFERRED_USE = `import { hc } from 'hono/client';
import type { App } from './app.js';
const api = hc<App>('http://127.0.0.1');
const response = await api.things3[':id'].$get({ param: { id: '3' } });
if (!response.ok) throw new Error();
const thing = await response.json();
export const name: string = thing.name;
`;

/** @type {Readonly<Record<ClientForm, string>>} */
const USES = { none: "export const name: string = '';\n", generated: GENERATED_USE, inferred: INFERRED_USE };

/** @param {number} routes */
function toDocument(routes) {
  const indexes = Array.from({ length: routes }, (_, index) => index);
  const json = (/** @type {string} */ name) => ({ description: '', content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } } });
  return {
    openapi: '3.1.0',
    info: { title: 'Many routes', version: '1.0.0' },
    paths: Object.fromEntries(
      indexes.map((index) => [
        `/things${index}/{id}`,
        {
          get: {
            operationId: `read${index}`,
            tags: [`tag${index % 20}`],
            parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
            responses: { 200: json(`Thing${index}`), 404: json('NotFound') },
          },
        },
      ]),
    ),
    components: {
      schemas: {
        NotFound: { type: 'object', properties: { code: { const: 'not_found' } }, required: ['code'] },
        ...Object.fromEntries(
          indexes.map((index) => [
            `Thing${index}`,
            {
              type: 'object',
              properties: { id: { type: 'integer' }, name: { type: 'string' }, tags: { type: 'array', items: { type: 'string' } } },
              required: ['id', 'name', 'tags'],
            },
          ]),
        ),
      },
    },
  };
}

/** Chained, as Hono asks for it, and joined from parts as it advises for many: the types of all routes are one type. @param {number} routes */
function toHonoApp(routes) {
  const groups = Array.from({ length: Math.min(20, routes) }, (_, group) => {
    const own = Array.from({ length: routes }, (_, index) => index).filter((index) => index % 20 === group);
    return `const group${group} = new Hono()\n${own.map(toHonoRoute).join('\n')};`;
  });
  const joined = groups.map((_, group) => `  .route('/', group${group})`);
  return `import { Hono } from 'hono';\n\n${groups.join('\n\n')}\n\nconst app = new Hono()\n${joined.join('\n')};\n\nexport type App = typeof app;\n`;
}

/** @param {number} index */
function toHonoRoute(index) {
  return `  .get('/things${index}/:id', (c) => (c.req.param('id') === '0' ? c.json({ code: 'not_found' as const }, 404) : c.json({ id: ${index}, name: 'Thing', tags: ['a'] }, 200)))`;
}
