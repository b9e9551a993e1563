import t from 'tap';
import { readCronTimes, readPeriodicTimes } from '#src/schedules/schedule-times.js';

const at = (text: string): number => Date.parse(text);
const NOON = at('2026-03-28T12:00:00Z');

for (const [text, timezone, want] of [
  ['*/5 * * * *', undefined, '2026-03-28T12:05:00Z'],
  ['30 4 * * MON-FRI', undefined, '2026-03-30T04:30:00Z'],
  ['30 4 * * MON-FRI', 'Europe/Berlin', '2026-03-30T02:30:00Z'],
  ['0 0 4 * * *', 'America/New_York', '2026-03-29T08:00:00Z'],
  ['@daily', undefined, '2026-03-29T00:00:00Z'],
] as const) {
  t.test(`'${text}' of ${timezone ?? 'UTC'} is due as the clock there says`, async (t) => {
    const times = readCronTimes(text, timezone === undefined ? {} : { timezone });
    t.equal(typeof times === 'string' ? times : times.after(NOON), at(want));
  });
}

t.test('a time that the clock of a zone leaves out in spring is due right after it', async (t) => {
  const times = readCronTimes('30 2 * * *', { timezone: 'Europe/Berlin' });
  t.equal(typeof times === 'string' ? times : times.after(NOON), at('2026-03-29T01:00:00Z'));
});

for (const [text, options, want] of [
  ['* * *', {}, /^has the cron text '\* \* \*', where five fields are expected/],
  ['61 * * * *', {}, /^has the cron text '61 \* \* \* \*', which cannot be read: .+\. Write one like/],
  ['2020-01-01T00:00:00', {}, /where five fields are expected/],
  ['0 0 30 2 *', {}, /which is never due\. Correct its day/],
  [undefined, {}, /'undefined', where five fields/],
  ['* * * * *', { timezone: 'Mars/Olympus' }, /^names the time zone 'Mars\/Olympus', which is none\. Write one like 'Europe\/Berlin'/],
] as const) {
  t.test(`'${text}' ${JSON.stringify(options)} is a mistake`, async (t) => {
    t.match(readCronTimes(text, options), want);
  });
}

t.test('spans begin at whole multiples, whenever they are asked for', async (t) => {
  const times = readPeriodicTimes('10s');
  if (typeof times === 'string') throw new Error(times);
  t.strictSame([NOON - 1, NOON, NOON + 1, NOON + 9_999].map(times.after), [NOON, NOON + 10_000, NOON + 10_000, NOON + 10_000]);
  for (const period of ['soon', 0, -5, '10 s', undefined]) t.match(readPeriodicTimes(period), /^has the span '.+', where one of a millisecond or more/);
});
