import type { PathDefinition } from './route-definition.js';

/**
 * Joins a prefix and a path, and splits the result into its Fastify and OpenAPI spellings.
 *
 * ('/users', '/:id') → { fastify: '/users/:id', openapi: '/users/{id}', names: ['id'], wildcard: undefined }
 * ('/files', '/*path') → { fastify: '/files/*', openapi: '/files/{path}', names: ['path'], wildcard: 'path' }
 *
 * Returns a sentence on what is wrong where Fastify would not understand the path.
 *
 * @see https://fastify.dev/docs/latest/Reference/Routes/#url-building
 * @see OpenAPI 3.1 §4.8.8 (Paths Object)
 */
export function describePath(prefix: string, path: string): PathDefinition | string {
  const wrong = findPathMistake(path);
  if (wrong !== undefined) return wrong;

  const joined = joinPaths(prefix, path);
  const parts = splitPath(joined);
  if (typeof parts === 'string') return parts;
  const names = parts.flatMap((part) => (part.kind === 'text' ? [] : [part.name]));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return `the path '${joined}' names the parameter '${twice}' twice. Give each its own name.`;
  const last = parts.at(-1);
  const wildcard = last?.kind === 'wildcard' && last.name !== '*' ? last.name : undefined;
  return { fastify: wildcard === undefined ? joined : joined.slice(0, -wildcard.length), openapi: parts.map(toOpenApi).join(''), names, wildcard };
}

/**
 * A route's own trailing slash is kept.
 *
 * ('/users', '/') → '/users'; ('', '/') → '/'; ('/users', '/all/') → '/users/all/'
 */
export function joinPaths(prefix: string, path: string): string {
  const head = prefix.replace(/\/+$/, '');
  const tail = path === '/' && head !== '' ? '' : path;
  return head + tail === '' ? '/' : head + tail;
}

/** Which addresses the router takes for one. Default: none. @see https://fastify.dev/docs/latest/Reference/Server/#routeroptions */
export interface RouterRules {
  readonly ignoreTrailingSlash?: boolean | undefined;
  readonly ignoreDuplicateSlashes?: boolean | undefined;
  readonly caseSensitive?: boolean | undefined;
}

/**
 * A path with every parameter's name removed: two routes of which a shape is equal answer the same requests.
 * One whose last parameter is optional has two.
 *
 * '/users/:id' → ['/users/:']; '/users/:id?' → ['/users/:', '/users']
 */
export function toPathShapes(path: string, rules: RouterRules = {}): readonly string[] {
  const parts = splitPath(path);
  if (typeof parts === 'string') return [path];
  const shapeOf = (some: readonly PathPart[]): string => some.map((part) => toShape(part, rules)).join('');
  const shape = mergeSlashes(shapeOf(parts), rules);
  const last = parts.at(-1);
  return last?.kind === 'parameter' && last.isOptional ? [shape, mergeSlashes(shapeOf(parts.slice(0, -1)), { ...rules, ignoreTrailingSlash: true })] : [shape];
}

function mergeSlashes(shape: string, rules: RouterRules): string {
  const single = rules.ignoreDuplicateSlashes === true ? shape.replaceAll(/\/{2,}/g, '/') : shape;
  return rules.ignoreTrailingSlash === true && single !== '/' ? single.replace(/\/$/, '') || '/' : single;
}

type PathPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'wildcard'; readonly name: string }
  | { readonly kind: 'parameter'; readonly name: string; readonly expression: string; readonly isOptional: boolean };

/** `:name(expression)?`, `*` or `*name`, and `::` for a colon that is meant as one; the rest is text. Parentheses nest, hence no regular expression. */
function splitPath(path: string): readonly PathPart[] | string {
  const parts: PathPart[] = [];
  let at = 0;
  while (at < path.length) {
    const part = readPart(path, at);
    if (typeof part === 'string') return part;
    parts.push(part.part);
    at = part.end;
  }
  return parts;
}

function readPart(path: string, at: number): { readonly part: PathPart; readonly end: number } | string {
  if (path[at] === '*') {
    // Fastify has no name for what its wildcard matches; `/*path` is our spelling.
    const [name = ''] = /^\w*/.exec(path.slice(at + 1)) ?? [];
    if (at + 1 + name.length < path.length) return `the path '${path}' goes on after '*${name}'. A wildcard takes all that follows: write it last.`;
    return { part: { kind: 'wildcard', name: name === '' ? '*' : name }, end: path.length };
  }
  if (path[at] !== ':' || path[at + 1] === ':') {
    const [text = ''] = /^(?:::|[^:*])+/.exec(path.slice(at)) ?? [];
    return { part: { kind: 'text', text: text.replaceAll('::', ':') }, end: at + text.length };
  }
  const [name = ''] = /^\w*/.exec(path.slice(at + 1)) ?? [];
  if (name === '') return `the path '${path}' has a ':' without a name. Write ':name', or '::' where a colon is meant.`;
  const expression = readExpression(path, at + 1 + name.length);
  if (expression === undefined) return `the path '${path}' opens a parenthesis after ':${name}' that is never closed.`;
  const end = at + 1 + name.length + expression.length;
  const isOptional = path[end] === '?';
  if (isOptional && end < path.length - 1) return `the path '${path}' goes on after the optional ':${name}?'. Only the last parameter can be left out.`;
  return { part: { kind: 'parameter', name, expression, isOptional }, end: isOptional ? end + 1 : end };
}

/** The parentheses that begin at `start`, `''` where there are none, undefined where they are not closed. */
function readExpression(path: string, start: number): string | undefined {
  if (path[start] !== '(') return '';
  let depth = 0;
  for (let at = start; at < path.length; at++) {
    if (path[at] === '\\') at++;
    else if (path[at] === '(') depth++;
    else if (path[at] === ')' && --depth === 0) return path.slice(start, at + 1);
  }
  return undefined;
}

function toOpenApi(part: PathPart): string {
  if (part.kind === 'text') return part.text;
  return part.name === '*' ? '{wildcard}' : `{${part.name}}`;
}

function toShape(part: PathPart, { caseSensitive }: RouterRules): string {
  if (part.kind === 'text') return (caseSensitive === false ? part.text.toLowerCase() : part.text).replaceAll(':', '::');
  return part.kind === 'wildcard' ? '*' : `:${part.expression}`;
}

/** What is wrong with a path or a prefix as it is written, before it is joined to others. */
export function findPathMistake(path: unknown): string | undefined {
  if (typeof path !== 'string') return `a path like '/items' is expected but got ${String(path)}.`;
  if (path !== '' && !path.startsWith('/') && path !== '*') return `the path '${path}' does not start with '/'. Write '/${path}'.`;
  const braces = /\{([A-Za-z_]\w*)\}/.exec(path);
  if (braces !== null) return `the path '${path}' spells a parameter as OpenAPI does. Write ':${String(braces[1])}' instead of '${braces[0]}'.`;
  if (/\?\w+=|#/.test(path)) return `the path '${path}' holds more than a path. Read what stands in the query with @Query('name', …).`;
  return undefined;
}
