import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import t from 'tap';

t.test('modules of the project are told of when they are loaded, installed ones are not', async (t) => {
  const folder = t.testdir({
    'a.mjs': "import './b.mjs?x=1';\nimport 'installed';",
    'b.mjs': '',
    node_modules: { installed: { 'package.json': '{"type":"module"}', 'index.js': '' } },
  });
  const script = `
    import { reportModules } from '${pathToFileURL(resolve('dist/dev/module-reports.js')).href}';
    const paths = [];
    reportModules((found) => paths.push(...found));
    await import('${pathToFileURL(folder).href}/a.mjs');
    // What an installed one would tell comes between the two, or with them.
    while (paths.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    await new Promise((resolve) => setTimeout(resolve, 100));
    console.log(JSON.stringify(paths));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]);
  t.strictSame((JSON.parse(stdout) as string[]).sort(), [`${folder}/a.mjs`, `${folder}/b.mjs`]);
});
