import t from 'tap';
import { CliError } from '#src/errors.js';
import { colorsOf } from '#src/output/colors.js';
import { formatFailure } from '#src/output/failure.js';

const show = (error: unknown, verbose = false) => formatFailure(error, { verbose, colors: colorsOf({}), folder: '/p' });

function failing(message: string, fields: object): Error {
  return Object.assign(new Error(message), { stack: '' }, fields);
}

/** What was thrown, and what is shown. */
const ROWS: readonly (readonly [unknown, string])[] = [
  [new CliError('TYPHOON_ERR_CLI_PORT', 'Port 1 is in use.'), 'Port 1 is in use.'],
  ['text', 'text was thrown.'],
  [undefined, 'undefined was thrown.'],
  [failing('no', { stack: 'Error: no\n    at f (/p/node_modules/a/b.js:1:1)\n    at g (file:///p/src/app.ts:3:9)' }), 'Error: no\n  at src/app.ts:3:9'],
  [
    failing("The requested module 'a' does not provide an export named 'b'", {
      name: 'SyntaxError',
      stack: 'file:///p/src/app.ts:2\nimport { b } from …\n         ^\nSyntaxError: …',
    }),
    "SyntaxError: The requested module 'a' does not provide an export named 'b'\n  at src/app.ts:2",
  ],
  [
    failing('Unknown file extension ".ts" for /p/src/app.ts', { name: 'TypeError', code: 'ERR_UNKNOWN_FILE_EXTENSION' }),
    'src/app.ts cannot be transpiled: its tsconfig.json, or one that this extends, is missing or wrong. Correct it, and the path of what it extends: npx tsc --showConfig',
  ],
  [
    failing('Unknown file extension ".vue" for /p/src/a.vue', { name: 'TypeError', code: 'ERR_UNKNOWN_FILE_EXTENSION' }),
    'TypeError: Unknown file extension ".vue" for /p/src/a.vue',
  ],
  [
    failing("Cannot find module '/p/src/a.js' imported from /p/src/b.ts", { code: 'ERR_MODULE_NOT_FOUND' }),
    "src/b.ts imports 'src/a.js', which does not exist. Correct the path; in TypeScript it ends in .js, too.",
  ],
  [
    failing("Cannot find package '@a/b' imported from /p/src/b.ts", { code: 'ERR_MODULE_NOT_FOUND' }),
    "src/b.ts imports '@a/b', which is not installed. Install it: npm i @a/b",
  ],
  [
    failing('Failed to parse file:///p/src/a.ts: Unexpected token', {}),
    'src/a.ts cannot be parsed: Unexpected token. The compiler says where: npx tsc --noEmit',
  ],
  [
    failing('Invalid or unexpected token', { name: 'SyntaxError' }),
    'SyntaxError: Invalid or unexpected token\n  Decorators need "experimentalDecorators": true in the compilerOptions of tsconfig.json.\n  In which file and line: npx tsc --noEmit, or of one module: node --check FILE',
  ],
  [
    failing("Unexpected token ';'", { name: 'SyntaxError' }),
    "SyntaxError: Unexpected token ';'\n  In which file and line: npx tsc --noEmit, or of one module: node --check FILE",
  ],
];

t.test('a failure is one message with its place and cure', async (t) => {
  for (const [error, shown] of ROWS) t.equal(show(error), `error ${shown}`);
});

t.test('the stack, with that of its causes, is shown where it is asked for', async (t) => {
  t.match(show(new Error('outer', { cause: new Error('inner') }), true), /^error Error: outer[^]*\n {4}at [^]*caused by Error: inner\n {4}at /);
  t.match(show(new CliError('TYPHOON_ERR_CLI_PORT', 'In use.'), true), 'error In use. [TYPHOON_ERR_CLI_PORT]\n', 'and the code of ours');
  t.match(show(new CliError('TYPHOON_ERR_CLI_PORT', 'One. [TYPHOON_ERR_CLI_PORT]'), true), 'error One. [TYPHOON_ERR_CLI_PORT]\n\n', 'once');
});
