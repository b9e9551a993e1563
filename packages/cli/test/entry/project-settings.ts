import { join } from 'node:path';
import t from 'tap';
import { isPort, readProject } from '#src/entry/project-settings.js';

const write = (typhoon: unknown) => ({ 'package.json': JSON.stringify({ typhoon }), deep: { folder: {} } });

t.test('the settings are those of the nearest package.json', async (t) => {
  const settings = {
    entry: 'src/app.ts',
    built: 'dist/app.js',
    host: '0.0.0.0',
    port: 0,
    typecheck: false,
    lock: 'api.json',
    client: { out: 'api', queries: true },
  };
  const folder = t.testdir(write(settings));
  t.strictSame(readProject(join(folder, 'deep/folder')), { folder, settings });
  t.strictSame(readProject(t.testdir(write(undefined))).settings, {});
});

t.test('every wrong setting is named, with what is expected', async (t) => {
  const folder = t.testdir(write({ prot: 1, port: '3000', host: '', client: { out: 1, form: 'x', workers: 2 } }));
  t.throws(() => readProject(folder), {
    code: 'TYPHOON_ERR_CLI_SETTINGS',
    message: [
      `${join(folder, 'package.json')}:`,
      "  'typhoon.prot' is no setting. Did you mean 'port'?",
      `  'typhoon.port' expects a whole number from 0 to 65535 but is "3000".`,
      `  'typhoon.host' expects a text but is "".`,
      "  'typhoon.client.out' expects a text but is 1.",
      "  'typhoon.client.form' is no setting. Did you mean 'from'?",
      "  'typhoon.client.workers' is no setting. There are: out, from, queries, dates, js.",
    ].join('\n'),
  });
  t.throws(() => readProject(t.testdir(write([]))), { message: /'typhoon' expects an object but is \[\]\.$/ });
});

t.test('a package.json that is no JSON is said to be none', async (t) => {
  t.throws(() => readProject(t.testdir({ 'package.json': '{' })), { code: 'TYPHOON_ERR_CLI_SETTINGS', message: /package\.json is no JSON: / });
});

t.test('a port is a whole number from 0 to 65535', async (t) => {
  t.strictSame([0, 65_535, 65_536, -1, 1.5, '1', Number.NaN].map(isPort), [true, true, false, false, false, false, false]);
});
