import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import t from 'tap';

const run = promisify(execFile);

/** The transpilers that people run TypeScript with during development. None of them emits decorator metadata here: the shop has it off. */
const LOADERS = [
  { name: 'esbuild', module: 'tsx' },
  { name: 'swc', module: '@swc-node/register/esm-register' },
  { name: 'oxc', module: '@oxc-node/core/register' },
];

/** Asks an application of the shop for what reaches its decorators, models and dependencies, and prints the answers. */
const QUESTIONS = `
  const answers = [];
  for (const request of [
    { url: '/openapi.json' },
    { url: '/items?limit=2' },
    { url: '/items?limit=many' },
    { url: '/items/1' },
    { method: 'POST', url: '/items', payload: {} },
    { method: 'POST', url: '/accounts', payload: { email: 'nobody' } },
  ]) {
    const { statusCode, body } = await app.inject(request);
    answers.push({ statusCode, body: JSON.parse(body) });
  }
  console.log(JSON.stringify(answers));
  await app.close();
`;

for (const { name, module } of LOADERS) {
  t.test(`the shop answers the same when ${name} transpiles its controllers`, async (t) => {
    const data = t.testdir();
    const [compiled, transpiled] = await Promise.all([ask('./dist/app.js', `${data}/compiled`), ask('./src/app.ts', `${data}/transpiled`, '--import', module)]);
    t.strictSame(transpiled.map(comparable), compiled.map(comparable));
    t.strictSame(
      compiled.map(({ statusCode }) => statusCode),
      [200, 200, 422, 200, 401, 422],
    );
  });
}

interface Answer {
  readonly statusCode: number;
  readonly body: Record<string, unknown>;
}

async function ask(app: string, data: string, ...args: string[]): Promise<Answer[]> {
  const script = `const { createShop } = await import('${app}'); const app = createShop(); ${QUESTIONS}`;
  const { stdout } = await run(process.execPath, [...args, '--input-type=module', '--eval', script], {
    cwd: 'apps/shop',
    env: { ...process.env, SHOP_DATA: data },
  });
  return JSON.parse(stdout) as Answer[];
}

/** An answer without what no two programs have in common: the ids of requests, and when the demo data was added. The fields themselves stay. */
function comparable({ statusCode, body }: Answer): Answer {
  const passing = new Set(['instance', 'requestId', 'updatedAt', 'createdAt']);
  const text = JSON.stringify(body, (key, value: unknown) => (passing.has(key) && typeof value === 'string' ? typeof value : value));
  return { statusCode, body: JSON.parse(text) as Answer['body'] };
}
