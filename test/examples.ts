// The same on every Node: compiles the examples of docstrings.
import t from 'tap';

t.setTimeout(110_000);

// The script is JavaScript without declarations: the compiler shall not look for any.
const script = '../scripts/docs/examples.js';
const { checkExamples, compareResults, examplesOf, readSources } = await import(script);

interface Checked {
  readonly problems: readonly string[];
  readonly results: number;
}

async function check(examples: readonly unknown[]): Promise<Checked> {
  const { problems, modules } = checkExamples(examples);
  const compared = (await compareResults(modules)) as Checked;
  return { problems: [...problems, ...compared.problems], results: compared.results };
}

t.test('every example of a docstring compiles, and results in what it says', async (t) => {
  const examples = readSources().flatMap(({ path, text }: { path: string; text: string }) => examplesOf(path, text));
  const { problems, results } = await check(examples);
  t.strictSame(problems, []);
  t.ok(examples.length > 150);
  t.ok(results > 5);
});

const FILE = 'packages/core/src/values/parse.ts';

/** What is found in a docstring that stands in a file of core. */
async function problemsOf(...lines: string[]): Promise<readonly string[]> {
  const { problems } = await check(examplesOf(FILE, `\n/**\n * Text.\n *\n${lines.map((line) => ` * ${line}\n`).join('')} */\n`));
  return problems;
}

t.test('takes statements, the body of a function, members of a class, and JSON', async (t) => {
  const problems = await problemsOf(
    "@example const found = parse(Item, { id: 1, name: 'Pen' }); // → { id: 1, name: 'Pen' }",
    '@throws Error',
    '@example',
    'if (message === undefined) return;',
    'await queue.add(stringify(Item, item));',
    '@example yield event({ data: tick });',
    "@example @Get('/', { response: Item }) read(@Query('id', Type.Integer()) id: number) { return this.store.read(id); }",
    '@example',
    '```json',
    '{ "port": 8080 }',
    '```',
  );
  t.strictSame(problems, []);
});

t.test('finds what does not compile, by file and line', async (t) => {
  t.match(
    await problemsOf(
      '@example parse(Item);',
      '@example',
      "const item = parse(Item, '');",
      'item.price;',
      '@example nothing.of(1);',
      "@example @Get('/', { response: Item }) read() { return 'Pen'; }",
    ),
    [
      `${FILE}:5: Expected 2-3 arguments`,
      `${FILE}:8: Property 'price' does not exist`,
      `${FILE}:9: Cannot find name 'nothing'`,
      `${FILE}:10: Unable to resolve signature of method decorator`,
    ],
  );
});

t.test('finds what is neither code nor JSON', async (t) => {
  t.match(
    await problemsOf(
      '@example createApp({ …, redis });',
      '@example { http2: true, https: {} }',
      '@example',
      '```json',
      '{ port }',
      '```',
      '@example',
      '```sh',
      'ls',
      '```',
    ),
    [
      `${FILE}:9: Expected property name`,
      `${FILE}:13: an example is TypeScript, or JSON within a fence of \`\`\`json, but this is 'sh'.`,
      `${FILE}:5: neither statements nor members of a class`,
      `${FILE}:6: neither statements nor members of a class`,
    ],
  );
});

t.test('runs what a docstring says of the function it stands above', async (t) => {
  const file = 'packages/core/src/describe/operation-id.ts';
  const problemsIn = async (docstring: string) =>
    (await check(examplesOf(file, `${docstring}\nexport function toGroupName(name: string): string {}`))).problems;
  t.strictSame(await problemsIn("/** 'PensController' → 'pens'; 'HTTPController' → 'http' */"), []);
  t.strictSame(await problemsIn("/** 'PensController' → a name. */"), [], 'a sentence');
  t.match(await problemsIn("/**\n * Text.\n *\n * `'PensController'` → `'pencils'`.\n */"), [
    `${file}:1: toGroupName('PensController'); is 'pens', not 'pencils'`,
  ]);
  t.match(await problemsIn("/** ('PensController', 1) → 'pens' */"), [`${file}:1: Expected 1 arguments, but got 2.`]);
});

t.test('finds results that are others, or that nothing compares', async (t) => {
  t.match(
    await problemsOf(
      "@example stringify(Item, { id: 1, name: 'Pen' }); // → 'Pen'",
      '@example const text = stringify(Type.Integer(), 7); // → 7',
      "@example throw new TypeError('No.'); parse(Item, {}); // → 1",
      '@example stringify(Type.Integer(), 7); // → 7, or so',
      '@example stringify(Type.Integer(), 7); // 7',
      '@example if (message) stringify(Type.Integer(), 7); // → 7',
    ),
    [
      `${FILE}:8: what follows '→' is no expression: 7, or so`,
      `${FILE}:9: a result is written '// → value'`,
      `${FILE}:10: '// → value' stands behind expressions`,
      `${FILE}:5: stringify(Item, { id: 1, name: 'Pen' }); is '{"id":1,"name":"Pen"}', not 'Pen'`,
      `${FILE}:6: const text = stringify(Type.Integer(), 7); is '7', not 7`,
      `${FILE}:7: TypeError: No.`,
    ],
  );
});
