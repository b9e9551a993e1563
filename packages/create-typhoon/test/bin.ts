import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import t from 'tap';

async function create(folder: string, args: readonly string[]): Promise<{ code: number; out: string; error: string }> {
  return new Promise((done) => {
    execFile(process.execPath, [resolve('dist/bin.js'), ...args], { cwd: folder }, (failure, out, error) =>
      done({ code: Number(failure?.code ?? 0), out, error }),
    );
  });
}

t.test('makes a project without questions, and says what is next', async (t) => {
  const folder = t.testdir();
  const { code, out, error } = await create(folder, ['My API', '--yes', '--no-install', '--manager', 'npm']);
  t.strictSame({ code, error }, { code: 0, error: '' });
  t.equal(
    out,
    `\nThe project is ready in ${folder}/My API. Next:\n  cd My API\n  npm install\n  npm run client\n  npm run check -- --update\n  npm run dev\n\n`,
  );
  t.match(JSON.parse(readFileSync(join(folder, 'My API/package.json'), 'utf8')), { name: 'my-api', typhoon: { entry: 'src/app.ts' } });
});

t.test('a folder that is not empty, and an option that does not exist, are refused', async (t) => {
  const folder = t.testdir({ api: { 'index.js': '' } });
  t.match(await create(folder, ['api', '--yes']), { code: 1, out: '', error: /^error '.*\/api' is not empty: it holds index\.js\. Name another folder\.\n$/ });
  t.match(await create(folder, ['--yse']), { code: 1, out: '', error: "error Unknown argument: yse '--help' lists what there is.\n" });
});
