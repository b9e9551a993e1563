import t from 'tap';
import { SettingsError } from '#src/settings/settings-error.js';

const missing = { variable: 'PORT', setting: 'port', message: 'PORT is missing.' };

t.test('lists every problem, numbered', async (t) => {
  t.match(new SettingsError([missing]), {
    code: 'TYPHOON_ERR_SETTINGS_INVALID',
    message: 'The settings cannot be used: one mistake found.\n  1. PORT is missing.',
    problems: [missing],
  });
  t.equal(new SettingsError([missing, missing]).message, 'The settings cannot be used: 2 mistakes found.\n  1. PORT is missing.\n  2. PORT is missing.');
});

t.test('is known across copies of the package', async (t) => {
  t.ok(SettingsError.is(new SettingsError([missing])));
  for (const other of [new Error('x'), null, undefined, {}]) t.notOk(SettingsError.is(other));
});
