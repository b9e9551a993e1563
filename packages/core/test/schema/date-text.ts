import t from 'tap';
import { findDateProblem, findDateTimeProblem, findTimeProblem, NO_OFFSET } from '#src/schema/date-text.js';

t.test('dates of the calendar', async (t) => {
  for (const text of ['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31']) t.equal(findDateProblem(text), undefined, text);
  const rows: [string, RegExp][] = [
    ['2023-02-29', /day value/],
    ['1900-02-29', /day value/],
    ['2024-04-31', /day value/],
    ['2024-13-01', /month value/],
    ['2024-00-01', /month value/],
    ['2024-1-1', /too short/],
    ['2024/01/01', /separator/],
    ['x024-01-01', /year/],
    ['2024-01-01T', /extra characters/],
  ];
  for (const [text, want] of rows) t.match(findDateProblem(text), want, text);
});

t.test('times of day', async (t) => {
  for (const text of ['00:00:00', '23:59:59.123456789', '12:00:00Z', '12:00:00+02:00']) t.equal(findTimeProblem(text, 'optional'), undefined, text);
  t.equal(findTimeProblem('12:00:00', 'required'), NO_OFFSET);
  const rows: [string, RegExp][] = [
    ['24:00:00', /hour value/],
    ['23:60:00', /minute value/],
    ['23:00:61', /second value/],
    ['12:00:00.', /second fraction/],
    ['12-00-00', /^invalid time separator/],
    ['12:00-00', /^invalid timezone sign|^input is too short|separator/],
    ['2024-02-29', /^invalid time separator/],
    ['12:00:00+24:00', /less than 24 hours/],
    ['12:00:00+0200', /timezone sign/],
    ['12:00:00ZZ', /extra/],
  ];
  for (const [text, want] of rows) t.match(findTimeProblem(text, 'optional'), want, text);
});

t.test('moments', async (t) => {
  for (const text of ['2024-02-29T23:59:59Z', '2024-02-29t00:00:00z', '2024-02-29 00:00:00.5-11:30', '1990-12-31T23:59:60Z', '1990-12-31T15:59:60-08:00'])
    t.equal(findDateTimeProblem(text, 'required'), undefined, text);
  for (const text of ['2024-02-29', '2024-02-29_00:00:00Z', '2023-02-29T00:00:00Z', '1990-12-31T22:59:60Z'])
    t.type(findDateTimeProblem(text, 'required'), 'string', text);
  t.equal(findDateTimeProblem('2024-02-29T00:00:00', 'optional'), undefined);
});
