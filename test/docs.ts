import { spawnSync } from 'node:child_process';
import t from 'tap';

t.setTimeout(110_000);

// The scripts are JavaScript without declarations: the compiler shall not look for any.
const scripts = '../scripts/docs';
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

t.test('finds code that no file holds, files and regions that are missing, and examples without a test', async (t) => {
  const text = [
    '```ts\nconst a = 1;\n```',
    '```ts foreign\nconst a = 1;\n```',
    '```ts file=apps/examples/src/none.ts\n```',
    '```ts file=apps/examples/starter/src/app.ts#none\n```',
  ].join('\n');
  t.match(findIncludeProblems({ path: 'docs/a.md', text }, false), [
    /^docs\/a.md:1: code that no file holds/,
    /^docs\/a.md:4: code that no file holds/,
    /^docs\/a.md:7: there is no/,
    /^docs\/a.md:9: .*has no '\/\/ #region none'/,
  ]);
  t.strictSame(findIncludeProblems({ path: 'docs/guide/coming-from/a.md', text: '```ts foreign\nconst a = 1;\n```' }, false), []);
  const untested = '```ts file=apps/examples/src/larger-applications/none.ts\n```';
  t.match(findIncludeProblems({ path: 'docs/a.md', text: untested }, false), [/there is no/]);
});

t.test('finds links that lead to no file or to no heading, and none in code', async (t) => {
  const text = '[a](none.md) [b](README.md#none) [c](README.md#guide) `[d](none.md)`\n```md\n[e](none.md)\n```\n[f](https://example.com)';
  t.match(findLinkProblems({ path: 'docs/a.md', text }), [/'none.md' leads to no file/, /'README.md#none' leads to no heading/]);
});
