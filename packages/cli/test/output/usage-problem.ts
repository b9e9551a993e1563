import t from 'tap';
import { findNoNumber, formatUsageProblem } from '#src/output/usage-problem.js';

const COMMANDS = { start: { port: {}, host: {} }, routes: { json: {} } };

/** What yargs says, of which arguments, and what the user reads. */
const ROWS: readonly (readonly [string, string, string])[] = [
  ['Unknown argument: prot', 'start --prot 80', "typhoon start has no option '--prot'. Did you mean '--port'?"],
  [
    'Unknown argument: no-prot',
    'start --no-prot',
    "typhoon start takes one module: 'no-prot' is one argument too many. 'typhoon start --help' lists what there is.",
  ],
  ['Unknown arguments: x, y', 'start -x -y', "typhoon start has no option '-x'. 'typhoon start --help' lists what there is."],
  [
    'Unknown argument: b.ts',
    'routes a.ts b.ts',
    "typhoon routes takes one module: 'b.ts' is one argument too many. 'typhoon routes --help' lists what there is.",
  ],
  ['Unknown argument: strat', 'strat', "There is no command 'strat'. Did you mean 'typhoon start'?"],
  ['Did you mean start?', 'strat', "There is no command 'strat'. Did you mean 'typhoon start'?"],
  ['Unknown argument: zzzzzz', 'zzzzzz', "There is no command 'zzzzzz'. 'typhoon --help' lists what there is."],
  [
    'Unknown argument: build',
    'build',
    "There is no command 'build'. Compile it with the project's own script (npm run build, which is tsc), and then: typhoon start",
  ],
  ['Name a command.', '', "Name a command. 'typhoon --help' lists what there is."],
  ['Not enough arguments following: port', 'start --port', "--port expects a value. 'typhoon start --help' lists what there is."],
  ['Not enough arguments following: p', 'start -p', "-p expects a value. 'typhoon start --help' lists what there is."],
  ['Invalid values:\n  Argument: format, Given: "xml", Choices: "json", "yaml"', 'routes --format xml', "--format expects json or yaml but is 'xml'."],
];

for (const [message, args, expected] of ROWS) {
  t.test(`says what is wrong with 'typhoon ${args}', and what to do`, async (t) => {
    t.equal(formatUsageProblem(message, args.split(' ').filter(Boolean), COMMANDS), expected);
  });
}

t.test('quotes what is no number as it was given', async (t) => {
  const rows: readonly (readonly [object, string, string | undefined])[] = [
    [{ port: 80, p: 80 }, 'start -p 80', undefined],
    [{ port: NaN, p: NaN }, 'start -p abc', "--port expects a number but is 'abc'."],
    [{ port: NaN, p: NaN }, 'start --port=8o8o', "--port expects a number but is '8o8o'."],
    [{ 'drain-delay': NaN, drainDelay: NaN }, 'start --drain-delay 2s', "--drain-delay expects a number but is '2s'."],
  ];
  for (const [options, args, expected] of rows) t.equal(findNoNumber({ ...options }, args.split(' ')), expected);
});
