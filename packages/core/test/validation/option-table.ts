import t from 'tap';
import { ProblemList } from '#src/errors.js';
import { anything, assertAppOption, findOptionProblems, flag, list, text, readByRules } from '#src/validation/option-table.js';

const rules = { name: { accepts: (value: unknown) => typeof value === 'string', expected: 'a text' }, size: anything };

/** Options, the rest of the table, and what is said of them. */
const ROWS = [
  [{ name: 'x', size: {} }, {}, []],
  [{ name: undefined }, {}, []],
  [{ nmae: 'x' }, {}, ["the option 'nmae' is not known. Write 'name'."]],
  [{ nmae: undefined }, {}, ["the option 'nmae' is not known. Write 'name'."]],
  [{ colour: 1 }, {}, ["the option 'colour' is not known. There are 'name', 'size'."]],
  [{ 'x-colour': 1 }, {}, ["the option 'x-colour' is not known. There are 'name', 'size'."]],
  [{ 'x-colour': 1 }, { isExtensible: true }, []],
  [{ colour: 1 }, { isExtensible: true }, ["the option 'colour' is not known. Remove it, or write 'x-colour' for a member of the document."]],
  [{ prefix: 1, toString: 1 }, { foreign: ['prefix'] }, ["the option 'toString' is not known. There are 'name', 'size'."]],
  [
    { nmae: 1, other: 1 },
    { cureOf: (name: string) => (name === 'nmae' ? 'Write [{ name }].' : undefined) },
    ["the option 'nmae' is not known. Write [{ name }].", "the option 'other' is not known. There are 'name', 'size'."],
  ],
  [{ name: [class Shop {}] }, {}, ["the option 'name' expects a text but got ['Shop']."]],
  [{ name: ['x'.repeat(100)] }, {}, [`the option 'name' expects a text but got ['${'x'.repeat(78)}.`]],
  [{ name: 1 }, {}, ["the option 'name' expects a text but got the number '1'."]],
  [{ name: circle() }, {}, ["the option 'name' expects a text but got a list."]],
  [{ name: { count: 1n } }, {}, ["the option 'name' expects a text but got a plain object."]],
] as const;

t.test('says what is no option and what no option may be, with what is meant', async (t) => {
  for (const [options, table, want] of ROWS) {
    t.strictSame(
      findOptionProblems(options, { rules, ...table }).map(({ message }) => message),
      want,
    );
  }
});

t.test('keeps what can be used', async (t) => {
  const problems = new ProblemList();
  const given = { name: 1, size: 2, nmae: 3, prefix: '/' };
  t.strictSame(readByRules(given, { rules, foreign: ['prefix'], code: 'TYPHOON_ERR_APP_OPTIONS' }, 'shop', problems), { size: 2 });
  t.match(problems.problems, [
    { code: 'TYPHOON_ERR_APP_OPTIONS', place: 'shop', message: "shop: the option 'name' expects a text but got the number '1'." },
    { message: "shop: the option 'nmae' is not known. Write 'name'." },
  ]);
});

t.test('refuses at once what an option of the application may not be', (t) => {
  const all = { name: text, tags: list, isHidden: flag };
  t.doesNotThrow(() => assertAppOption('docs', { name: '', tags: [], isHidden: false }, all));
  t.throws(() => assertAppOption('docs', { name: 1, tags: '', isHidden: 0, nmae: '' }, all), {
    name: 'BootError',
    problems: [
      { code: 'TYPHOON_ERR_APP_OPTIONS', message: "createApp(), option 'docs': the option 'name' expects a text but got the number '1'." },
      { message: /'tags' expects a list but got the text ''/ },
      { message: /'isHidden' expects true or false/ },
      { message: /'nmae' is not known\. Write 'name'/ },
    ],
  });
  t.end();
});

function circle(): unknown[] {
  const list: unknown[] = [];
  list.push(list);
  return list;
}
