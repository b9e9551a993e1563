// @ts-check
/**
 * A generated application that is as large as a real one: controllers of five routes each, models, and dependencies
 * that need each other. What is measured on it is the time the compiler takes.
 *
 * Three forms with the same schemas and the same method signatures:
 * - `decorated`: as users write it;
 * - `undecorated`: the same text with every decorator taken away;
 * - `plain`: no framework at all: TypeBox, types by `Static`, dependencies as plain functions.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {'decorated' | 'undecorated' | 'plain'} AppForm */

/**
 * Writes the application into `directory`/src, and a tsconfig.json that checks it.
 *
 * @param {string} directory
 * @param {{ form: AppForm, controllers: number, dependencies: number, from: string }} options `from` is the module that users import.
 */
export function writeGeneratedApp(directory, { form, controllers, dependencies, from }) {
  mkdirSync(join(directory, 'src'), { recursive: true });
  const write = (/** @type {string} */ name, /** @type {string} */ text) => writeFileSync(join(directory, name), text);
  write('tsconfig.json', JSON.stringify(TSCONFIG, undefined, 2));
  write('package.json', '{ "type": "module" }');
  write('src/dependencies.ts', dependenciesModule(form, dependencies, from));
  for (let index = 0; index < controllers; index++) {
    write(`src/models-${index}.ts`, modelsModule(form, index, from));
    write(`src/controller-${index}.ts`, controllerModule(form, index, index % dependencies, from));
  }
  write('src/main.ts', mainModule(form, controllers, from));
}

const TSCONFIG = {
  compilerOptions: {
    target: 'es2023',
    module: 'nodenext',
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    isolatedModules: true,
    experimentalDecorators: true,
    skipLibCheck: true,
    noEmit: true,
    types: ['node'],
  },
  include: ['src'],
};

/** @param {AppForm} form @param {number} index @param {string} from */
function modelsModule(form, index, from) {
  const item = `{
  name: Type.String({ minLength: 1, maxLength: 100 }),
  price${index}: Type.Number({ minimum: 0 }),
  state: Type.Union([Type.Literal('draft'), Type.Literal('open'), Type.Literal('closed')]),
  tags: Type.Array(Type.String()),
  note: Type.Optional(Type.String()),
  owner: Type.Union([Type.String(), Type.Null()]),
  address: Type.Object({ street: Type.String(), city: Type.String(), zip: Type.Optional(Type.String()) }),
  lines: Type.Array(Type.Object({ sku: Type.String(), count: Type.Integer({ minimum: 1 }) })),
}`;
  const list = `{
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 10 }),
  offset: Type.Integer({ minimum: 0, default: 0 }),
  search: Type.Optional(Type.String()),
}`;
  if (form !== 'plain') {
    return `import { Model, Type } from '${from}';

export class NewItem${index} extends Model(${item}) {}
export class Item${index} extends Model({ id: Type.Integer(), ...NewItem${index}.properties }) {}
export class ItemPatch${index} extends Model(Type.Partial(NewItem${index}.schema)) {}
export class ListQuery${index} extends Model(${list}) {}
`;
  }
  return `import { Type, type Static } from '@sinclair/typebox';

export const NewItem${index}Schema = Type.Object(${item});
export interface NewItem${index} extends Static<typeof NewItem${index}Schema> {}
export const Item${index}Schema = Type.Object({ id: Type.Integer(), ...NewItem${index}Schema.properties });
export interface Item${index} extends Static<typeof Item${index}Schema> {}
export const ItemPatch${index}Schema = Type.Partial(NewItem${index}Schema);
export interface ItemPatch${index} extends Static<typeof ItemPatch${index}Schema> {}
export const ListQuery${index}Schema = Type.Object(${list});
export interface ListQuery${index} extends Static<typeof ListQuery${index}Schema> {}
`;
}

/** @param {AppForm} form @param {number} index @param {number} dependency @param {string} from */
function controllerModule(form, index, dependency, from) {
  /** @param {string} text */
  const decorate = (text) => (form === 'decorated' ? text : '');
  const modelNames = [`Item${index}`, `ItemPatch${index}`, `ListQuery${index}`, `NewItem${index}`];
  const imports = {
    decorated: `import { Body, Controller, Delete, Depends, Get, HttpError, Patch, Path, Post, Query, Type, reply } from '${from}';
import { ${modelNames.join(', ')} } from './models-${index}.js';
import { dependency${dependency} } from './dependencies.js';
import type { Value${dependency} } from './dependencies.js';
`,
    undecorated: `import { HttpError, reply } from '${from}';
import type { ${modelNames.join(', ')} } from './models-${index}.js';
import type { Value${dependency} } from './dependencies.js';
`,
    plain: `import type { ${modelNames.join(', ')} } from './models-${index}.js';
import type { Value${dependency} } from './dependencies.js';
`,
  };
  const error =
    form === 'plain'
      ? `const NotFound${index} = class extends Error { static throw(): never { throw new NotFound${index}(); } };`
      : `const NotFound${index} = HttpError.define({ status: 404, code: 'not_found_${index}', title: 'Not found' });`;
  const accepted = form === 'plain' ? '{ status: 202, body: { job: item.name } }' : 'reply(202, { job: item.name })';
  return `${imports[form]}
${error}

export class Store${index} {
  readonly #items = new Map<number, Item${index}>();

  list(query: ListQuery${index}): readonly Item${index}[] {
    return [...this.#items.values()].slice(query.offset, query.limit);
  }

  async find(id: number): Promise<Item${index} | undefined> {
    return this.#items.get(id);
  }

  add(item: NewItem${index}): Item${index} {
    return { id: this.#items.size, ...item };
  }

  remove(id: number): void {
    this.#items.delete(id);
  }
}

${decorate(`@Controller('/items-${index}', { tags: ['items'] })\n`)}export class Items${index}Controller {
  readonly #store: Store${index};

  constructor(${decorate(`@Depends(Store${index}) `)}store: Store${index}) {
    this.#store = store;
  }

  ${decorate(`@Get('/', { response: Type.Array(Item${index}.schema) })\n  `)}list(${decorate(`@Query(ListQuery${index}) `)}query: ListQuery${index}, ${decorate("@Query('sort', Type.Optional(Type.Union([Type.Literal('asc'), Type.Literal('desc')]))) ")}sort?: 'asc' | 'desc') {
    const items = this.#store.list(query);
    return sort === 'desc' ? items.toReversed() : items;
  }

  ${decorate(`@Get('/:id', { response: Item${index}, throws: [NotFound${index}] })\n  `)}async read(${decorate("@Path('id', Type.Integer({ minimum: 1 })) ")}id: number) {
    return (await this.#store.find(id)) ?? NotFound${index}.throw();
  }

  ${decorate(`@Post('/', { status: 201, response: Item${index}, responses: { 202: Type.Object({ job: Type.String() }) } })\n  `)}create(${decorate(`@Body(NewItem${index}) `)}item: NewItem${index}, ${decorate(`@Depends(dependency${dependency}) `)}value: Value${dependency}) {
    if (value.name === item.name) return ${accepted};
    return this.#store.add(item);
  }

  ${decorate(`@Patch('/:id', { response: Item${index}, throws: [NotFound${index}] })\n  `)}async update(${decorate("@Path('id', Type.Integer({ minimum: 1 })) ")}id: number, ${decorate(`@Body(ItemPatch${index}) `)}patch: ItemPatch${index}, ${decorate(`@Depends(dependency${dependency}) `)}_value: Value${dependency}) {
    const item = (await this.#store.find(id)) ?? NotFound${index}.throw();
    return { ...item, ...patch };
  }

  ${decorate("@Delete('/:id', { status: 204 })\n  ")}remove(${decorate("@Path('id', Type.Integer({ minimum: 1 })) ")}id: number, ${decorate(`@Depends(dependency${dependency}) `)}_value: Value${dependency}) {
    this.#store.remove(id);
  }
}
`;
}

/** @param {AppForm} form @param {number} count @param {string} from */
function dependenciesModule(form, count, from) {
  const imports = form === 'plain' ? '' : `import { Query, Type, dependency, security } from '${from}';\n\nconst bearer = security.bearer();\n`;
  const parts = Array.from({ length: count }, (_, index) => dependencyText(form, index));
  return [imports, ...parts].join('\n');
}

/** @param {AppForm} form @param {number} index */
function dependencyText(form, index) {
  const type = `export interface Value${index} {\n  readonly id: ${index};\n  readonly name: string;\n}\n`;
  const needed = index === 0 ? '' : `, before: dependency${index - 1}`;
  if (form !== 'plain') {
    return `${type}
export const dependency${index} = dependency({ token: bearer, page: Query('page', Type.Integer({ default: 1 }))${needed} }, async ({ token, page${index === 0 ? '' : ', before'} }): Promise<Value${index}> => ({
  id: ${index},
  name: \`\${token} \${page}${index === 0 ? '' : ' ${before.name}'}\`,
}));
`;
  }
  return `${type}
export async function dependency${index}({ token, page${index === 0 ? '' : ', before'} }: { token: string; page: number${index === 0 ? '' : `; before: Value${index - 1}`} }): Promise<Value${index}> {
  return { id: ${index}, name: \`\${token} \${page}${index === 0 ? '' : ' ${before.name}'}\` };
}
`;
}

/** @param {AppForm} form @param {number} controllers @param {string} from */
function mainModule(form, controllers, from) {
  const indexes = Array.from({ length: controllers }, (_, index) => index);
  const imports = indexes.map((index) => `import { Items${index}Controller } from './controller-${index}.js';`).join('\n');
  const list = `[${indexes.map((index) => `Items${index}Controller`).join(', ')}]`;
  if (form === 'plain') return `${imports}\n\nexport const controllers = ${list};\n`;
  return `import { createApp } from '${from}';\n${imports}\n\nexport const app = createApp({ controllers: ${list} });\n`;
}
