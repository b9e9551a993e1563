import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validate } from 'dockerfile-utils';
import t from 'tap';
import { parse } from 'yaml';
import { MANAGERS } from '#src/package-manager.js';
import { scaffold } from '#src/scaffold.js';

const FILES = [
  '.dockerignore',
  '.github/workflows/ci.yml',
  '.gitignore',
  'Dockerfile',
  'README.md',
  'package.json',
  'src/app.ts',
  'src/items/item-store.ts',
  'src/items/item.ts',
  'src/items/items-controller.ts',
  'test/items.test.ts',
  'tsconfig.json',
];

/** What installing and the first commands add. */
const MADE = new Set(['client', 'package-lock.json', 'pnpm-lock.yaml']);

interface Workflow {
  readonly jobs: { readonly test: { readonly steps: readonly { readonly run?: string }[] } };
}

/** What a Dockerfile takes from the folder. */
function copiedFrom(dockerfile: string): readonly string[] {
  return [...dockerfile.matchAll(/^COPY (?!--from)(.*) \S+$/gm)].flatMap(([, sources = '']) => sources.split(' '));
}

for (const manager of Object.values(MANAGERS)) {
  t.test(`a project for ${manager.name} has every file, and no place left to fill in`, async (t) => {
    const folder = join(t.testdir(), 'api');
    t.strictSame(scaffold({ folder, name: 'api', manager, version: '1.2.3' }), FILES);
    for (const path of FILES) t.notMatch(readFileSync(join(folder, path), 'utf8'), /__[A-Z]/, path);
    t.match(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')), { name: 'api', dependencies: { typhoon: '^1.2.3' } });
    const dockerfile = readFileSync(join(folder, 'Dockerfile'), 'utf8');
    t.match(dockerfile, `RUN ${manager.cleanInstall}\n`);
    t.strictSame(
      validate(dockerfile).map(({ message, range }) => `${range.start.line + 1}: ${JSON.stringify(message)}`),
      [],
    );
    for (const source of copiedFrom(dockerfile)) t.ok(FILES.some((path) => path === source || path.startsWith(`${source}/`)) || MADE.has(source), source);
    const workflow = parse(readFileSync(join(folder, '.github/workflows/ci.yml'), 'utf8')) as Workflow;
    t.strictSame(
      workflow.jobs.test.steps.flatMap(({ run }) => run ?? []),
      [manager.cleanInstall, `${manager.run} test`, `${manager.run} client${manager.separator} --check`, `${manager.run} check`],
    );
  });
}

t.test('a folder with a repository in it is free, a file is none', async (t) => {
  const options = { name: 'api', manager: MANAGERS.npm, version: '1.2.3' };
  const folder = t.testdir({ '.git': {}, LICENSE: '' });
  t.strictSame(scaffold({ ...options, folder }), FILES);
  t.throws(() => scaffold({ ...options, folder: join(folder, 'LICENSE') }), /is a file\. Name another folder\.$/);
});
