import t from 'tap';
import { readOptions } from '#src/describe/option-rules.js';
import { ProblemList } from '#src/errors.js';
import { HttpError, onError } from '#src/index.js';

const Missing = HttpError.define({ status: 404, code: 'missing', title: 'Missing' });

t.test('refuses names that no option has, and tells the one that was meant', async (t) => {
  const problems = new ProblemList();
  readOptions('route', { sumary: 'x', whatever: 1 }, 'A.read', problems);
  t.strictSame(problems.problems, [
    { code: 'TYPHOON_ERR_ROUTE_OPTIONS', place: 'A.read', message: "A.read: the option 'sumary' is not known. Write 'summary'." },
    {
      code: 'TYPHOON_ERR_ROUTE_OPTIONS',
      place: 'A.read',
      message: "A.read: the option 'whatever' is not known. Remove it, or write 'x-whatever' for a member of the document.",
    },
  ]);
});

t.test('says where the errors that a handler throws belong, and shows a class by its name', async (t) => {
  const problems = new ProblemList();
  readOptions('route', { errors: [class NotFound {}] }, 'A.read', problems);
  t.match(problems.problems, [
    { message: "A.read: the option 'errors' expects 'problem' or 'fastapi' (what a handler throws stands in 'throws') but got ['NotFound']." },
  ]);
});

t.test('refuses values that an option cannot have, and leaves them out', async (t) => {
  const good: Readonly<Record<string, unknown>> = {
    tags: ['a'],
    summary: 'x',
    deprecated: true,
    operationId: () => 'x',
    status: 201,
    throws: [Missing],
    errors: 'fastapi',
    errorHandlers: [onError(Error, () => undefined)],
    bodyLimit: 10,
    unknown: { query: 'reject' },
    fastify: { logLevel: 'warn' },
    servers: [{ url: '/' }],
    externalDocs: { url: '/' },
    etag: false,
    security: false,
    responses: { 404: Missing },
  };
  const bad: Readonly<Record<string, unknown>> = {
    tags: 'a',
    summary: 1,
    deprecated: 'yes',
    operationId: 'x',
    status: '201',
    throws: [Error],
    errors: 'json',
    errorHandlers: [() => undefined],
    bodyLimit: 0,
    unknown: { body: 'reject' },
    fastify: { handler: () => undefined },
    servers: ['/'],
    externalDocs: '/',
    etag: true,
    security: true,
    responses: { ok: Missing },
  };
  const fine = new ProblemList();
  t.strictSame(readOptions('controller', { ...good, 'x-a': 1, summary: undefined }, 'A', fine), { ...good, 'x-a': 1, summary: undefined });
  t.strictSame(fine.problems, []);
  for (const [name, value] of Object.entries(bad)) {
    const problems = new ProblemList();
    t.strictSame(readOptions('controller', { [name]: value }, 'A', problems), {}, name);
    t.match(problems.problems, [{ code: 'TYPHOON_ERR_CONTROLLER_OPTIONS', message: new RegExp(`^A: the option '${name}' expects .+ but got .+\\.$`) }], name);
  }
});

t.test('knows options by level', async (t) => {
  const rows = [
    ['application', 'onStart', 0],
    ['controller', 'onStart', 1],
    ['controller', 'name', 0],
    ['route', 'name', 1],
    ['route', 'toString', 1],
  ] as const;
  for (const [level, name, count] of rows) {
    const problems = new ProblemList();
    readOptions(level, { [name]: name === 'onStart' ? () => undefined : 'x' }, 'A', problems);
    t.equal(problems.problems.length, count, `${level} ${name}`);
  }
});

t.test('drops what Fastify hands to every plugin', async (t) => {
  const problems = new ProblemList();
  t.strictSame(readOptions('application', { logLevel: 'warn', prefix: '/a' }, 'the plugin', problems), { prefix: '/a' });
  t.strictSame(problems.problems, []);
});
