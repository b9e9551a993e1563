// Runs in a process of its own: the folder that tap gives it belongs to the whole process.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import t from 'tap';
import { findApplications } from './fixtures/applications.js';
import { findAsyncApiProblems, joinChannels } from './fixtures/channels.js';
import { compareTypes } from './fixtures/generated-types.js';
import { lintDocuments } from './fixtures/redocly.js';

const folder = t.testdir({ data: {}, documents: {}, types: {} });
const applications = await findApplications(join(folder, 'data'));

t.test('finds the applications', (t) => {
  const names = applications.map(({ name }) => name);
  for (const name of ['shop', 'chat', 'bench', 'starter', 'example.documents.internal']) t.ok(names.includes(name), name);
  t.end();
});

t.test('the document of every application is valid', async (t) => {
  // One for all: each would compile OpenAPI's own schema anew, which takes longer than all documents together.
  const validator = new Validator();
  for (const { name, document } of applications) {
    const { valid, errors } = await validator.validate(structuredClone(document) as Record<string, unknown>);
    t.ok(valid, name, valid ? {} : { errors });
  }
});

t.test("the channels of every application that has some are valid AsyncAPI, and clean by the rules of AsyncAPI's own parser", async (t) => {
  const withChannels = applications.filter(({ asyncapi }) => asyncapi !== undefined);
  t.ok(withChannels.some(({ name }) => name === 'example.documents.channels'));
  t.strictSame(await findAsyncApiProblems(joinChannels(withChannels)), []);
});

t.test('the document of every application is clean by the recommended rules of Redocly', async (t) => {
  for (const { name, document } of applications) writeFileSync(join(folder, 'documents', `${name}.json`), JSON.stringify(document));
  const problems = await lintDocuments(join(folder, 'documents'));
  t.strictSame(
    problems.filter((problem) => !isIntended(problem)),
    [],
  );
  for (const [start, end] of INTENDED)
    t.ok(
      problems.some((problem) => problem.startsWith(start) && problem.endsWith(end)),
      `still needed: ${start} ${end}`,
    );
});

/** What is meant to be so, by what a problem begins and ends with. */
const INTENDED: readonly (readonly [start: string, end: string])[] = [
  // How the host refuses requests to routes that it wrote without a schema, nobody knows.
  ['example.fastify.plugins.json #/paths/~1plain', '(operation-4xx-response)'],
  ['example.fastify.plugins.json #/paths/~1guarded', '(operation-4xx-response)'],
  // A route that only redirects has no success.
  ['example.response-kinds.kinds.json #/paths/~1old', '(operation-2xx-response)'],
  // FastAPI's documents, which `errors: 'fastapi'` follows, show no refusal of a route without input.
  ['pet-shop-fastapi.json', '(operation-4xx-response)'],
];

function isIntended(problem: string): boolean {
  return INTENDED.some(([start, end]) => problem.startsWith(start) && problem.endsWith(end));
}

t.test('types generated from the document of every application compile and agree with its models, and a comparison can fail', async (t) => {
  const wrong = [
    'agree<{ a: Date }, { a: number }>();',
    'agree<{ a: string }, { a?: string }>();',
    'fit<{ a?: string }, { a: string }>();',
    'agree<{ a: Date }, { a: string }>();',
  ];
  const { compared, problems, failed } = await compareTypes(join(folder, 'types'), applications, wrong);
  t.ok(compared > 10, `${String(compared)} models are compared`);
  t.strictSame(problems, []);
  t.strictSame(
    failed.map((problem) => problem.split(':', 2)[1]),
    ['agree<{ a', 'agree<{ a', 'fit<{ a?'],
  );
});
