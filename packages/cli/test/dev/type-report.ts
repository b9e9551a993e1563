import t from 'tap';
import { TypeReports } from '#src/dev/type-report.js';
import { colorsOf } from '#src/output/colors.js';

const FOUND = (count: number) => `\n10:00:00 - Found ${count} ${count === 1 ? 'error' : 'errors'}. Watching for file changes.\n`;
const ERROR = "src/a.ts(1,7): error TS2322: Type 'string' is not assignable to type 'number'.\n  The details.\n";
const SHOWN = "1 type error\n  src/a.ts:1:7 Type 'string' is not assignable to type 'number'. TS2322";

t.test('a report is condensed, however its output arrives, and said once', async (t) => {
  const reports = new TypeReports(colorsOf({}));
  const read = (text: string) => [...text].flatMap((letter) => reports.read(letter));
  t.strictSame(read(FOUND(0)), [], 'nothing was wrong');
  t.strictSame(read(ERROR + FOUND(1)), [SHOWN]);
  t.strictSame(read(ERROR + FOUND(1)), [], 'nothing new');
  t.strictSame(read(FOUND(0)), ['types are fine again']);
});

t.test('many errors are counted, and the first ones shown', async (t) => {
  const [report = ''] = new TypeReports(colorsOf({})).read(ERROR.repeat(12) + FOUND(12));
  t.match(report, /^12 type errors\n/);
  t.equal(report.split('\n').length, 10);
  t.match(report, / {2}… and 4 more$/);
});

t.test('an error that is at no place is shown as it is', async (t) => {
  t.strictSame(new TypeReports(colorsOf({})).read(`error TS18003: No inputs were found.\n${FOUND(1)}`), [
    '1 type error\n  error TS18003: No inputs were found.',
  ]);
});
