import t from 'tap';
import { ITEMS, project } from './fixtures/project.js';
import type { ProjectFiles } from './fixtures/project.js';
import { typhoon } from './fixtures/command.js';

t.setTimeout(110_000);

const WRONG_PATH = ITEMS.replace("'/:id'", "'/:key'");

/** What is wrong, the project, the arguments, and the one message. */
const MISTAKES: readonly (readonly [string, ProjectFiles, readonly string[], string | RegExp])[] = [
  ['a file that is not there', project(), ['routes', 'src/ap.ts'], "There is no file 'src/ap.ts'. Name the module that exports the application."],
  [
    'a file with another ending',
    project(),
    ['routes', 'src/app.js'],
    "There is no file 'src/app.js'. Did you mean 'src/app.ts'? Name the module that exports the application.",
  ],
  [
    'no entry at all',
    project({}),
    ['routes'],
    /has no entry \(src\/main\.ts, src\/app\.ts, …\)\. Name it, as in 'typhoon dev src\/app\.ts', or set "entry" under "typhoon" in package\.json\.$/,
  ],
  [
    'an entry that is not compiled yet',
    project(undefined, { built: 'dist/app.js' }),
    ['start'],
    /no file 'dist\/app\.js'\. Build the project first, or correct "built" under "typhoon" in package\.json\.$/,
  ],
  ['an option without its value', project(), ['start', '--port'], "--port expects a value. 'typhoon start --help' lists what there is."],
  ['another one, before the next', project(), ['client', '--out', '--check'], "--out expects a value. 'typhoon client --help' lists what there is."],
  [
    'a setting that does not exist',
    project(undefined, { entyr: 'src/app.ts' }),
    ['routes'],
    /package\.json: 'typhoon\.entyr' is no setting\. Did you mean 'entry'\?$/,
  ],
  [
    'an export that is no application',
    project({ 'app.ts': 'export const app = 1;' }),
    ['routes'],
    "src/app.ts exports 'app', which is no application: neither 'app' nor default is what createApp() returns. Write 'export const app = createApp({ … })', or name another module.",
  ],
  [
    'an application of another name',
    project({ 'app.ts': ITEMS.replace('const app =', 'const shop =') }),
    ['routes'],
    "src/app.ts exports its application as 'shop'. Export it as 'app' or as default.",
  ],
  [
    'a factory of another name',
    project({ 'app.ts': ITEMS.replace('export const app =', 'export const createItems = () =>') }),
    ['routes'],
    "src/app.ts exports createItems() but no application. Add 'export const app = createItems()', or export the function as default.",
  ],
  [
    'a module that is not there',
    project({ 'app.ts': "import './items.js';" }),
    ['routes'],
    "src/app.ts imports 'src/items.js', which does not exist. Correct the path; in TypeScript it ends in .js, too.",
  ],
  [
    'a package that is not installed',
    project({ 'app.ts': "import 'no-such-package/part';" }),
    ['routes'],
    "src/app.ts imports 'no-such-package', which is not installed. Install it: npm i no-such-package",
  ],
  ['an error of the program', project({ 'app.ts': "\nthrow new RangeError('too much');" }), ['routes'], 'RangeError: too much\n  at src/app.ts:2:7'],
  ['mistakes of the application', project({ 'app.ts': WRONG_PATH }), ['routes'], /^The application cannot start: .* found\.\n {2}1\. ItemsController\.read/],
  ['a command that does not exist', project(), ['rotues'], "There is no command 'rotues'. Did you mean 'typhoon routes'?"],
  ['an option that does not exist', project(), ['routes', '--jsno'], "typhoon routes has no option '--jsno'. Did you mean '--json'?"],
  ['a command that others have', project(), ['build'], /^There is no command 'build'\. Compile it with the project's own script/],
  ['a value that is none of those that there are', project(), ['openapi', '--format', 'xml'], "--format expects json or yaml but is 'xml'."],
  ['workers that are no number', project(), ['start', '--workers', 'many'], "--workers expects a whole number from 1, or auto, but is 'many'."],
  ['a port that is none', project(), ['start', 'src/app.ts', '--port', '70000'], "--port expects a whole number from 0 to 65535 but is '70000'."],
  [
    'an argument that completion does not take',
    project(),
    ['completion', 'zsh'],
    "typhoon completion takes no module: 'zsh' is one argument too many. 'typhoon completion --help' lists what there is.",
  ],
  ['a number that is none', project(), ['start', 'src/app.ts', '-p', 'abc'], "--port expects a number but is 'abc'."],
];

for (const [name, files, args, message] of MISTAKES) {
  t.test(`${name}: one message with the cure, and 1`, async (t) => {
    const { code, out, error } = await typhoon(t.testdir(files), args);
    t.strictSame({ code, out }, { code: 1, out: '' });
    t.match(error.trimEnd().replace(/^error /, ''), message);
    t.notMatch(error, /\n {4}at /, 'no stack');
  });
}

t.test('--verbose shows the stack', async (t) => {
  const { code, error } = await typhoon(t.testdir(project({ 'app.ts': "throw new Error('no');" })), ['routes', '--verbose']);
  t.equal(code, 1);
  t.match(error, /\n {4}at .*app\.ts:1:7/);
});

t.test('every command says what it takes', async (t) => {
  const folder = t.testdir(project());
  const { out } = await typhoon(folder, ['--help']);
  const commands = [...out.matchAll(/^ {2}typhoon (\w+)/gm)].map(([, command]) => String(command));
  t.ok(commands.includes('start') && commands.includes('completion'));
  for (const command of commands) {
    const help = await typhoon(folder, [command, '--help']);
    t.match(help, { code: 0, out: new RegExp(`^typhoon ${command}\\b`), error: '' });
  }
});

t.test('completion prints a script, and what it asks for', async (t) => {
  const script = await typhoon('.', ['completion']);
  t.match(script, { code: 0, out: /complete .*typhoon/, error: '' });
  t.match(await typhoon('.', ['--get-yargs-completions', 'typhoon', 'sta']), { code: 0, out: /^start$/m });
});
