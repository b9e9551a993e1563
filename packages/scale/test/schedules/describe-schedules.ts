import { createApp } from '@typhoon/core';
import type { BootError } from '@typhoon/core';
import t from 'tap';
import { Cron, Every, Schedules } from '#src/index.js';
import type { Duration, ScheduledClass } from '#src/index.js';

function problemsOf(...classes: readonly ScheduledClass[]): readonly string[] {
  try {
    createApp({ controllers: [], works: [new Schedules(classes).kind] });
    return [];
  } catch (error) {
    return (error as BootError).problems.map(({ code, message }) => `${code} ${message}`);
  }
}

t.test('notes every mistake, with its place and its cure', async (t) => {
  class Jobs {
    @Cron('every day')
    text() {}
    @Cron('0 4 * * *', { timezone: 'Berlin' })
    zone() {}
    @Every('often' as Duration)
    span() {}
    @Every('10s', { jitter: '10s' })
    jitter() {}
    @Every('10s', { jitter: 'some' as Duration })
    noJitter() {}
    @Every('10s', { name: '' })
    unnamed() {}
    @Every('10s')
    parameter(_now: number) {}
  }
  t.match(problemsOf(Jobs), [
    /^TYPHOON_ERR_SCHEDULE_INVALID Jobs\.text: has the cron text 'every day'/,
    /Jobs\.zone: names the time zone 'Berlin'/,
    /Jobs\.span: has the span 'often'/,
    /Jobs\.jitter: has a jitter of 10s, but is due again after 10000 ms\. Make the jitter shorter/,
    /Jobs\.noJitter: has the jitter 'some', which is no span of time/,
    /Jobs\.unnamed: has the name '', where a text is expected\. Leave it out for 'Jobs\.unnamed'/,
    /^TYPHOON_ERR_PARAM_SOURCE Jobs\.parameter: parameter 0 names no source/,
  ]);
});

t.test('notes two schedules of one name', async (t) => {
  class Jobs {
    @Every('10s', { name: 'same' })
    one() {}
    @Every('20s', { name: 'same' })
    two() {}
    @Every('10s')
    @Cron('0 4 * * *')
    both() {}
  }
  t.match(problemsOf(Jobs), [
    /Jobs\.two: has the name of Jobs\.one: 'same'\. Give one of them another: \{ name: '…' \}\./,
    /Jobs\.both: stands under two decorators, or its class in the list twice: 'Jobs\.both'/,
  ]);
});

t.test('notes a class without schedules, and what is no class', async (t) => {
  class Empty {}
  t.match(problemsOf(Empty, undefined as unknown as ScheduledClass), [
    /Empty: is listed in 'schedules' but has no @Cron\(…\) or @Every\(…\) on a method/,
    /schedules\[1\]: expects a class with @Cron or @Every on its methods, but got undefined/,
  ]);
});
