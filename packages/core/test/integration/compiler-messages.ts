// The same on every Node: it reads what compilers say.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import t from 'tap';

/** The oldest and the newest compiler we support, and the one we build with. */
const COMPILERS = ['typescript-5.9', 'typescript', 'typescript-7'];

const PROGRAMS = 'test/fixtures/compiler-messages';

/**
 * Wrong programs in `PROGRAMS`, the place that the compiler shall point at, and what its message shall say: the parameter,
 * both types, and what differs.
 */
const WRONG: readonly (readonly [program: string, place: string, ...says: string[]])[] = [
  ['path', '6,9', "parameters 'id' and 'id'", "Type 'number' is not assignable to type 'string'"],
  ['query-optional', '6,57', "parameters 'limit' and 'limit'", "Type 'undefined' is not assignable to type 'number'"],
  ['nothing-in-common', '9,34', 'NothingInCommon<[filter: Filter], Page>'],
  ['body', '7,11', "parameters 'item' and 'item'", "Property 'id' is missing in type 'NewItem' but required in type 'Item'"],
  ['depends', '7,9', "parameters 'user' and 'user'", "Type 'User' is not assignable to type 'string'"],
  ['constructor-parameter', '10,16', "parameters 'store' and 'store'", "Type 'ItemStore' is missing the following properties from type 'Item'"],
  ['private-handler', '5,17', 'a handler must be public'],
  ['private-constructor', '6,24', 'a private or protected constructor cannot be checked: make it public'],
  ['static-handler', '5,4', 'a handler cannot be static'],
  ['computed-name', '8,11', 'a handler needs a literal name, not a computed one'],
  ['overloads', '8,9', 'of several overloads the last one counts'],
  ['property', '5,4', 'a handler is a method, not a property'],
  ['response', '6,4', "Type 'NewItem'", "Property 'id' is missing in type 'NewItem' but required in type '{ readonly name: string;"],
  ['response-promised', '6,4', "Type 'Promise<{ id: string;", "Types of property 'id'", "Type 'string' is not assignable to type 'number'"],
  ['response-list', '6,4', "Type 'NewItem[]'", "Property 'id' is missing in type 'NewItem' but required in type '{ name: string;"],
  ['response-undefined', '6,4', "Type 'undefined' is not assignable to type 'Promised<Item | { "],
  ['response-kind', '5,4', "Type 'string' is not assignable to type 'Promised<ByteSource>'"],
  ['reply-body', '6,4', "'Reply<202, { readonly job: 1; }>'", "Types of property 'job'", "Type 'number' is not assignable to type 'string'"],
  ['reply-status', '6,4', "'Reply<203, ", "Type '203' is not assignable to type '202'"],
  ['option-name', '6,15', "'respons' does not exist", "Did you mean to write 'response'?"],
  ['schema', '6,', "Argument of type 'NumberConstructor' is not assignable to parameter of type 'SchemaLike'"],
];

/** What a terminal shows at once. */
const MOST_LINES = 10;

// Six runs of a compiler, one to eight seconds each.
t.setTimeout(100_000);

for (const compiler of COMPILERS) {
  const { version, bin } = JSON.parse(readFileSync(join(modulesOf(compiler), 'package.json'), 'utf8')) as { version: string; bin: { tsc: string } };
  const tsc = join(modulesOf(compiler), bin.tsc);
  const [drifts, standard] = await Promise.all([compile(tsc, PROGRAMS), compile(tsc, join(PROGRAMS, 'standard'))]);

  t.test(`TypeScript ${version} says which parameter drifts, and from what`, (t) => {
    for (const [program, place, ...says] of WRONG) {
      const found = drifts.filter((message) => message.startsWith(`${program}.ts(${place}`));
      t.ok(
        found.some((message) => says.every((text) => message.includes(text))),
        `${program} is explained`,
        { found, says },
      );
      t.ok(
        found.every((message) => message.split('\n').length <= MOST_LINES),
        `${program} is explained shortly`,
        { found },
      );
    }
    const programs = new Set(drifts.map((message) => message.slice(0, message.indexOf('.ts('))));
    t.strictSame([...programs].sort(), WRONG.map(([program]) => program).sort(), 'nothing else is wrong');
    t.end();
  });

  t.test(`TypeScript ${version} says which option is missing`, (t) => {
    t.equal(standard.length, 2);
    for (const message of standard) t.match(message, 'set \\"experimentalDecorators\\": true in tsconfig.json');
    t.end();
  });
}

function modulesOf(compiler: string): string {
  return resolve('../../node_modules', compiler);
}

/** Its messages, each with the lines that elaborate it: 'path.ts(6,9): error TS1239: …'. */
async function compile(tsc: string, project: string): Promise<string[]> {
  const output = await new Promise<string>((done) => {
    execFile(process.execPath, [tsc, '-p', '.', '--pretty', 'false'], { cwd: project }, (_error, stdout) => {
      done(stdout);
    });
  });
  return output.trimEnd().split(/\n(?=\S)/);
}
