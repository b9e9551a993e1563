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
  const wrong = findSpellingMistake(prefix) ?? findSpellingMistake(path);
  if (wrong !== undefined) return wrong;

  const joined = joinPaths(prefix, path);
  const names: string[] = [];
  const openapi = joined.replaceAll(PARAMETER, (_match, name: string | undefined, rest = '') => {
    const named = name ?? String(rest);
    names.push(named === '' ? '*' : named);
    return `{${named === '' ? 'wildcard' : named}}`;
  });
  const wildcard = NAMED_WILDCARD.exec(joined)?.[1];
  const fastify = wildcard === undefined ? joined : joined.slice(0, -wildcard.length);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return `the path '${fastify}' names the parameter '${twice}' twice. Give each its own name.`;
  return { fastify, openapi, names, wildcard };
}

/** ('/users', '/') → '/users'; ('', '/') → '/'. A route's own trailing slash is kept: ('/users', '/all/') → '/users/all/'. */
export function joinPaths(prefix: string, path: string): string {
  const head = prefix.replace(/\/+$/, '');
  const tail = path === '/' && head !== '' ? '' : path;
  return head + tail === '' ? '/' : head + tail;
}

/** The path with every parameter's name removed: two routes whose shapes are equal answer the same requests. */
export function toPathShape(path: string): string {
  return path.replaceAll(PARAMETER, (_match, name: string | undefined) => (name === undefined ? '*' : ':'));
}

/** `:name`, with an optional regular expression in parentheses and an optional `?`; or a wildcard, which may have a name. */
const PARAMETER = /:(\w+)(?:\([^)]*\))?\??|\*(\w*)/g;
/** Fastify has no name for what its wildcard matches; `/*path` is our spelling. */
const NAMED_WILDCARD = /\*(\w+)$/;

function findSpellingMistake(path: string): string | undefined {
  if (typeof path !== 'string') return `expects a path like '/items' but got ${String(path)}.`;
  if (path !== '' && !path.startsWith('/')) return `the path '${path}' does not start with '/'. Write '/${path}'.`;
  const braces = /\{(\w+)\}/.exec(path);
  if (braces !== null) return `the path '${path}' spells a parameter as OpenAPI does. Write ':${String(braces[1])}' instead of '${braces[0]}'.`;
  return undefined;
}
