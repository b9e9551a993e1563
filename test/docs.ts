import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import t from 'tap';

t.setTimeout(110_000);

// The scripts are JavaScript without declarations: the compiler shall not look for any.
const scripts = '../scripts/docs';
const { findCommandProblems } = await import(`${scripts}/commands.js`);
const { findIncludeProblems, writeIncludes } = await import(`${scripts}/includes.js`);
const { findLinkProblems } = await import(`${scripts}/links.js`);

t.test('the code of the pages is that of the files, the reference that of the sources, and every link leads somewhere', async (t) => {
  const { stderr, status } = spawnSync(process.execPath, ['scripts/docs.js', '--check'], { encoding: 'utf8' });
  t.equal(stderr, '');
  t.equal(status, 0);
});

t.test('takes a region of a file, without the lines that mark it and without its indentation', async (t) => {
  const directory = t.testdir({ 'app.ts': 'class A {\n  // #region one\n  x = 1;\n\n    y = 2;\n  // #endregion one\n}\n' });
  t.equal(writeIncludes(`\`\`\`ts file=${directory}/app.ts#one\nold\n\`\`\`\n`), `\`\`\`ts file=${directory}/app.ts#one\nx = 1;\n\n  y = 2;\n\`\`\`\n`);
  t.match(writeIncludes(`\`\`\`ts file=${directory}/app.ts\n\`\`\``), 'class A {\n  x = 1;');
});

t.test('finds blocks that no file holds, files and regions that are missing, and examples without a test', async (t) => {
  const text = [
    '```ts\nconst a = 1;\n```',
    '```\nno language\n```',
    '```json foreign\n{}\n```',
    '```ts file=apps/examples/src/none.ts\n```',
    '```ts file=apps/examples/starter/src/app.ts#none\n```',
    '```ts file=packages/core/src/index.ts\n```',
    '```sh\nnpm ci\n```',
  ].join('\n');
  t.match(findIncludeProblems({ path: 'docs/a.md', text }, false), [
    /^docs\/a.md:1: a block that no file holds/,
    /^docs\/a.md:4: a block that no file holds/,
    /^docs\/a.md:7: a block that no file holds/,
    /^docs\/a.md:10: there is no/,
    /^docs\/a.md:12: .*has no '\/\/ #region none'/,
    /^docs\/a.md:14: packages\/core\/src\/index.ts is in no folder whose files are run/,
  ]);
  t.equal(findIncludeProblems({ path: 'docs/guide/coming-from/a.md', text: '```python\nprint()\n```' }, false).length, 1);
});

t.test('finds commands, options, scripts and packages that do not exist', async (t) => {
  const commands = [
    'npm i typhoon',
    'npm i typhon',
    'npm run bench -w apps/bench',
    'npm run bnech -w apps/bench',
    'typhoon start --workers 2',
    'typhoon start --wrokers 2',
  ];
  const text = `\`\`\`sh\n${[...commands, 'typhoon brew', 'curl x'].join('\n')}\n\`\`\`\nSay \`typhoon dev --fast\`, not \`typhoon dev\`.`;
  t.match(findCommandProblems({ path: 'a.md', text }), [
    /^a.md:1: 'npm i typhon': 'typhon' is no package/,
    /'npm run bnech -w apps\/bench': there is no script 'bnech'/,
    /'typhoon start --wrokers 2': there is no option '--wrokers'/,
    /'typhoon brew': there is no command 'brew'/,
    /'curl x': nothing checks this program/,
    /^a.md:11: 'typhoon dev --fast': there is no option '--fast'/,
  ]);
});

t.test('every message on the page of error codes is what a test expects, or made by one', async (t) => {
  const folders = readdirSync('packages').map((name) => `packages/${name}/test`);
  const tests = folders
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`))
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readFileSync(path, 'utf8').replaceAll("\\'", "'"));
  const page = readFileSync('docs/reference/errors.md', 'utf8');
  const messages = [...page.matchAll(/^```text\n([^]*?)^```$/gm)].flatMap(([, text = '']) => text.trimEnd().split('\n'));
  t.ok(messages.length >= 20);
  t.strictSame(
    messages.filter((line) => !tests.some((text) => text.includes(line.trim()))),
    [],
  );
  const codes = page.split(/^(?=## TYPHOON_)/m).slice(1);
  t.strictSame(
    codes.filter((section) => !section.includes('```text')).map((section) => section.split('\n')[0]),
    [],
    'each code has an example',
  );
});

t.test('the map in CONTRIBUTING.md names every package', async (t) => {
  const [, map = ''] = /^```\n(packages\/ [^]*?)^```$/m.exec(readFileSync('CONTRIBUTING.md', 'utf8')) ?? [];
  const named = [...map.matchAll(/^ {2}([\w-]+)\/ /gm)].map(([, name]) => name);
  t.strictSame(named.sort(), readdirSync('packages').sort());
  for (const [, folder = ''] of map.matchAll(/^([\w-]+)\/ /gm)) t.ok(existsSync(folder), folder);
});

t.test('finds links that lead to no file or to no heading, and none in code', async (t) => {
  const text = '[a](none.md) [b](README.md#none) [c](README.md#guide) `[d](none.md)`\n```md\n[e](none.md)\n```\n[f](https://example.com)';
  t.match(findLinkProblems({ path: 'docs/a.md', text }), [/'none.md' leads to no file/, /'README.md#none' leads to no heading/]);
});
