import t from 'tap';
import { describePath, findPathMistake, joinPaths, toPathShapes } from '#src/describe/path.js';

t.test('joins prefix and path', async (t) => {
  const rows = [
    ['', '/', '/'],
    ['', '', '/'],
    ['/users', '/', '/users'],
    ['/users', '', '/users'],
    ['/users/', '/:id', '/users/:id'],
    ['/users', '/all/', '/users/all/'],
  ] as const;
  for (const [prefix, path, want] of rows) t.equal(joinPaths(prefix, path), want, `${prefix} + ${path}`);
});

t.test('spells paths as Fastify and as OpenAPI do', async (t) => {
  const rows = [
    ['/users/:id', '/users/:id', '/users/{id}', ['id'], undefined],
    ['/:from-:to', '/:from-:to', '/{from}-{to}', ['from', 'to'], undefined],
    ['/:id(^(a|b)+\\d{2}$)', '/:id(^(a|b)+\\d{2}$)', '/{id}', ['id'], undefined],
    ['/:page?', '/:page?', '/{page}', ['page'], undefined],
    ['/files/*', '/files/*', '/files/{wildcard}', ['*'], undefined],
    ['/files/*path', '/files/*', '/files/{path}', ['path'], 'path'],
    ['/items::verb', '/items::verb', '/items:verb', [], undefined],
  ] as const;
  for (const [path, fastify, openapi, names, wildcard] of rows) t.strictSame(describePath('', path), { fastify, openapi, names, wildcard }, path);
});

t.test('says what is wrong with a path', async (t) => {
  const rows = [
    ['items', "the path 'items' does not start with '/'. Write '/items'."],
    ['/{id}', "the path '/{id}' spells a parameter as OpenAPI does. Write ':id' instead of '{id}'."],
    ['/items?q=1', "the path '/items?q=1' holds more than a path. Read what stands in the query with @Query('name', …)."],
    ['/:id/:id', "the path '/:id/:id' names the parameter 'id' twice. Give each its own name."],
    ['/*/x', "the path '/*/x' goes on after '*'. A wildcard takes all that follows: write it last."],
    ['/:id?/x', "the path '/:id?/x' goes on after the optional ':id?'. Only the last parameter can be left out."],
    ['/:', "the path '/:' has a ':' without a name. Write ':name', or '::' where a colon is meant."],
    ['/:id(\\d+', "the path '/:id(\\d+' opens a parenthesis after ':id' that is never closed."],
  ] as const;
  for (const [path, want] of rows) t.equal(describePath('', path), want, path);
  t.equal(findPathMistake(undefined), "a path like '/items' is expected but got undefined.");
  t.equal(findPathMistake('/items'), undefined);
});

t.test('gives paths that answer the same requests a shape in common', async (t) => {
  t.strictSame(toPathShapes('/users/:id'), toPathShapes('/users/:name'));
  t.notSame(toPathShapes('/users/:id(^\\d+$)'), toPathShapes('/users/:name(^[a-z]+$)'));
  t.strictSame(toPathShapes('/users/:id?'), ['/users/:', '/users']);
  t.strictSame(toPathShapes('/:id?'), ['/:', '/']);
  t.notSame(toPathShapes('/a::b'), toPathShapes('/a:b'));
});

t.test('takes for one what the router takes for one', async (t) => {
  t.notSame(toPathShapes('/all'), toPathShapes('/all/'));
  t.strictSame(toPathShapes('/all/', { ignoreTrailingSlash: true }), ['/all']);
  t.strictSame(toPathShapes('/', { ignoreTrailingSlash: true }), ['/']);
  t.strictSame(toPathShapes('/files/*', { ignoreTrailingSlash: true }), ['/files/*']);
  t.strictSame(toPathShapes('//a///b', { ignoreDuplicateSlashes: true }), ['/a/b']);
  t.strictSame(toPathShapes('/All/:ID(^[A-Z]$)', { caseSensitive: false }), ['/all/:(^[A-Z]$)']);
});
