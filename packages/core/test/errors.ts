import { readFileSync } from 'node:fs';
import t from 'tap';
import { ApplicationStateError, BootError, ERROR_CODES, ProblemList } from '#src/errors.js';

const page = readFileSync(new URL('../../../docs/reference/errors.md', import.meta.url), 'utf8');

t.test('has every code on the page of error codes, with its meaning, and no other', async (t) => {
  const sections = [...page.matchAll(/^## (\w+)\n\n(.+)\n\n\*\*Cure\.\*\* (.+)$/gm)].map(([, code, meaning]) => [code, meaning]);
  t.strictSame(sections, Object.entries(ERROR_CODES));
  const listed = [...page.matchAll(/^\| \[`(\w+)`\]\(#(\w+)\) +\| (.+?) +\|$/gm)];
  t.strictSame(
    listed.map(([, code, , meaning]) => [code, meaning]),
    Object.entries(ERROR_CODES),
  );
  for (const [, code, anchor] of listed) t.equal(anchor, code?.toLowerCase());
});

t.test('numbers the mistakes in the order in which they were found, and indents what a mistake draws', async (t) => {
  const problems = new ProblemList();
  problems.assertNone();
  problems.add('TYPHOON_ERR_PATH_INVALID', 'A.read', 'the path is wrong.');
  problems.addAll([{ code: 'TYPHOON_ERR_DEP_LIFETIME', place: 'B', message: 'B: lives too long.\nB\n  C' }]);
  t.throws(() => problems.assertNone(), {
    name: 'BootError',
    code: 'TYPHOON_ERR_PATH_INVALID',
    message: [
      'The application cannot start: 2 mistakes found.',
      '  1. A.read: the path is wrong. [TYPHOON_ERR_PATH_INVALID]',
      '  2. B: lives too long.\n     B\n       C [TYPHOON_ERR_DEP_LIFETIME]',
    ].join('\n'),
    problems: problems.problems,
  });
});

t.test('takes in the mistakes of others, and nothing else that goes wrong', async (t) => {
  const problems = new ProblemList();
  const problem = { code: 'TYPHOON_ERR_APP_OPTIONS', place: 'createApp()', message: 'createApp(): no.' } as const;
  t.equal(
    problems.collect(() => 1),
    1,
  );
  const refuse = (): number => {
    throw new BootError([problem]);
  };
  t.equal(problems.collect(refuse), undefined);
  t.strictSame(problems.problems, [problem]);
  const slip = new TypeError('x');
  const collect = (): void => {
    problems.collect(() => {
      throw slip;
    });
  };
  t.throws(collect, slip);
});

t.test('is known across copies of the package', async (t) => {
  t.ok(BootError.is(new BootError([])));
  for (const other of [new Error('x'), null, undefined, {}]) t.notOk(BootError.is(other));
});

t.test('gives what cannot be done now a code, too', async (t) => {
  t.match(new ApplicationStateError('Later.'), { name: 'ApplicationStateError', code: 'TYPHOON_ERR_APP_STATE', message: 'Later.' });
});
