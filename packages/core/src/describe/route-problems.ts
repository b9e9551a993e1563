import { uploadRuleOf } from '../http/upload-rule.js';
import { readByRules } from '../validation/option-table.js';
import { FILE_RULES } from './option-rules.js';
import { fastifyRequest } from '../dependency/request.js';
import type { ProblemList } from '../errors.js';
import { kindOf } from '../schema/typebox.js';
import { componentOf } from '../schema/component.js';
import type { TSchema } from '../schema/typebox.js';
import { messagesOf } from './channel.js';
import { BODY_PARTS } from './graph.js';
import { findScopeProblems } from './scope-problems.js';
import { toPathShapes } from './path.js';
import type { RouterRules } from './path.js';
import type { InputDefinition, RouteDefinition } from './route-definition.js';

/** Methods whose requests Fastify gives no body. */
const BODYLESS_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'TRACE']);

/**
 * Finds what paths and parameters contradict, in a route of any kind.
 *
 * @param ownNames The parameters of its path that no prefix brings.
 */
export function findRouteProblems(route: RouteDefinition, ownNames: readonly string[], problems: ProblemList): void {
  findUnreadNames(route, ownNames, problems);
  for (const input of route.inputs) findInputProblems(route, input, problems);
  findScopeProblems(route, problems);
}

/** Finds what plain routes alone can get wrong: their method and their body. */
export function findHttpProblems(route: RouteDefinition, problems: ProblemList): void {
  findBodyProblems(route, problems);
  if (!/^[A-Z][A-Z-]*$/.test(route.method)) {
    problems.add(
      'TYPHOON_ERR_ROUTE_INVALID',
      route.place,
      `the method '${route.method}' is not written as HTTP has it. Use upper case letters: '${route.method.toUpperCase()}'.`,
    );
  }
}

function findInputProblems(route: RouteDefinition, input: InputDefinition, problems: ProblemList): void {
  if (input.in === 'path') findPathProblems(route, input, problems);
  const upload = uploadRuleOf(input.schema);
  if (upload !== undefined)
    readByRules(upload.options, { rules: FILE_RULES, code: 'TYPHOON_ERR_PARAM_INVALID' }, `${input.place}: @File('${input.name ?? ''}')`, problems);
  if (input.name === undefined && input.in !== 'body' && input.in !== 'file' && !standsForWhole(input)) {
    problems.add(
      'TYPHOON_ERR_PARAM_INVALID',
      input.place,
      `@${decoratorOf(input)}() without a name stands for the whole part and expects an object schema. Add the name: @${decoratorOf(input)}('name', …).`,
    );
  }
}

function findPathProblems(route: RouteDefinition, input: InputDefinition, problems: ProblemList): void {
  const asked = input.name === undefined ? Object.keys((input.schema['properties'] as object | undefined) ?? {}) : [input.name];
  for (const name of asked) {
    if (route.path.names.includes(name)) continue;
    const found = route.path.names.length === 0 ? 'no parameters' : `only '${route.path.names.join("', '")}'`;
    problems.add(
      'TYPHOON_ERR_PATH_PARAMETER',
      input.place,
      `@Path('${name}') is read, but the path '${route.path.fastify}' has ${found}. Write ':${name}' into the path, or read it from the query.`,
    );
  }
}

/** A name of the path that nobody reads is a slip, or work left undone. What reads the raw request may read all of them. */
function findUnreadNames(route: RouteDefinition, ownNames: readonly string[], problems: ProblemList): void {
  const paths = route.inputs.filter((input) => input.in === 'path');
  const isWhole = paths.some((input) => input.name === undefined && input.schema['properties'] === undefined);
  if (isWhole || route.dependencies.some(({ target }) => target === fastifyRequest)) return;
  const read = paths.flatMap((input) => (input.name === undefined ? Object.keys(input.schema['properties'] as object) : [input.name]));
  for (const name of ownNames) {
    if (name === '*' || read.includes(name)) continue;
    problems.add(
      'TYPHOON_ERR_PATH_PARAMETER',
      route.place,
      `the path '${route.path.fastify}' names ':${name}', but nothing reads it. Add @Path('${name}', Type.String()) to a parameter, or Path('${name}', …) to the inputs of a dependency; or take ':${name}' out of the path.`,
    );
  }
}

function findBodyProblems(route: RouteDefinition, problems: ProblemList): void {
  for (const input of BODYLESS_METHODS.has(route.method) ? route.inputs : []) {
    if (!BODY_PARTS.has(input.in)) continue;
    problems.add(
      'TYPHOON_ERR_PARAM_INVALID',
      input.place,
      `${route.method} requests have no body, but @${decoratorOf(input)}() reads it. Use another method, or read from the query.`,
    );
  }
  const bodies = route.inputs.filter((input) => input.in === 'body');
  const forms = route.inputs.filter((input) => input.in === 'form' || input.in === 'file');
  if (bodies.length > 0 && forms.length > 0) {
    problems.add(
      'TYPHOON_ERR_PARAM_INVALID',
      route.place,
      '@Body() and @Form() or @File() are read together, but a request has one body. Use @Form() for the fields beside files.',
    );
  }
  if (bodies.length > 1 && bodies.some((input) => input.name === undefined)) {
    problems.add(
      'TYPHOON_ERR_PARAM_INVALID',
      route.place,
      `several @Body() are read, but not each has a name. Write @Body('name', …) for each: they become members of one object.`,
    );
  }
}

/** Finds what routes do to each other: the same method and path, the same operation id, one name for two schemas. */
export function findTableProblems(routes: readonly RouteDefinition[], rules: RouterRules, problems: ProblemList): void {
  findDuplicates(routes, rules, problems);
  findOperationIds(routes, problems);
  findComponentNames(routes, problems);
}

function findDuplicates(routes: readonly RouteDefinition[], rules: RouterRules, problems: ProblemList): void {
  const seen = new Map<string, RouteDefinition>();
  for (const route of routes) {
    const keys = toPathShapes(route.path.fastify, rules).map(
      // What asks for an upgrade is told apart from plain requests: a path may answer both.
      (shape) => `${route.channel === undefined ? route.method : 'upgrade'} ${shape} ${JSON.stringify(route.policy.fastify['constraints'] ?? {})}`,
    );
    const other = keys.map((key) => seen.get(key)).find((known) => known !== undefined);
    for (const key of keys) seen.set(key, other ?? route);
    if (other !== undefined)
      problems.add(
        'TYPHOON_ERR_ROUTE_DUPLICATE',
        route.place,
        `${route.method} ${route.path.fastify} is declared by ${other.place}${formatOther(route, other)} and ${route.place}. Change one method or path.`,
      );
  }
}

/** Two spellings of one address are shown both. */
function formatOther(route: RouteDefinition, other: RouteDefinition): string {
  return route.path.fastify === other.path.fastify ? '' : `, as ${other.path.fastify},`;
}

function findOperationIds(routes: readonly RouteDefinition[], problems: ProblemList): void {
  const seen = new Map<string, RouteDefinition>();
  for (const route of routes) {
    const other = seen.get(route.operationId);
    if (other === undefined) seen.set(route.operationId, route);
    else
      problems.add(
        'TYPHOON_ERR_ROUTE_OPERATION_ID',
        route.place,
        `the operation id '${route.operationId}' is that of ${other.place} too. Give one of them { operationId: '…' }, or its controller another { name: '…' }.`,
      );
  }
}

function findComponentNames(routes: readonly RouteDefinition[], problems: ProblemList): void {
  const owners = new Map<string, { readonly owner: unknown; readonly place: string }>();
  const seen = new Set<object>();
  const visit = (schema: unknown, place: string): void => {
    if (typeof schema !== 'object' || schema === null || seen.has(schema)) return;
    seen.add(schema);
    const component = Array.isArray(schema) ? undefined : componentOf(schema as TSchema);
    if (component !== undefined) {
      const owner = component.model ?? component.schema;
      const known = owners.get(component.name);
      if (known === undefined) owners.set(component.name, { owner, place });
      else if (known.owner !== owner) {
        problems.add(
          'TYPHOON_ERR_SCHEMA_NAME',
          place,
          `the name '${component.name}' is that of two schemas; the other is used by ${known.place}. Rename one class, or give its Model() another { name: '…' }.`,
        );
      }
    }
    for (const value of Object.values(schema)) visit(value, place);
  };
  for (const route of routes) {
    for (const input of route.inputs) visit(input.schema, input.place);
    for (const response of route.responses) visit(response.kind.schema, route.place);
    for (const { schema } of messagesOf(route)) visit(schema, route.place);
    for (const error of route.throws) visit(error.definition.schema, route.place);
  }
}

/** A form may be any of several models: what it is made of stands side by side in the documents, where parameters have no such place. */
function standsForWhole({ in: part, schema }: InputDefinition): boolean {
  const branches = (schema['anyOf'] ?? schema['oneOf']) as readonly TSchema[] | undefined;
  return isObjectSchema(schema) || (part === 'form' && branches?.every(isObjectSchema) === true);
}

function isObjectSchema(schema: TSchema): boolean {
  return schema['type'] === 'object' || ['Intersect', 'Object', 'Record'].includes(kindOf(schema));
}

/** The decorator that reads a part: `Body`. */
function decoratorOf(input: InputDefinition): string {
  return input.in.charAt(0).toUpperCase() + input.in.slice(1);
}
