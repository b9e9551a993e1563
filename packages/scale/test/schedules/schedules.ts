import { createApp } from '@typhoon/core';
import t from 'tap';
import { Every, Schedules } from '#src/index.js';

class Jobs {
  count = 0;
  static last: Jobs | undefined;

  @Every(10)
  work() {
    this.count++;
    Jobs.last = this;
  }

  @Every('1h')
  fail() {
    throw new Error('no');
  }

  plain() {}
}

const create = () => {
  const service = new Schedules([Jobs]);
  return { service, app: createApp({ controllers: [], works: [service.kind], server: { logger: false } }) };
};

t.test('nothing is due in an application that does not listen; a run that is asked for throws what it throws', async (t) => {
  const { service, app } = create();
  t.teardown(() => app.close());
  await t.rejects(service.run(Jobs, 'work'), { name: 'TypeError', message: /not ready/ });
  t.throws(() => service.start(), /not ready/);
  await app.ready();
  await new Promise((resolve) => setTimeout(resolve, 50));
  t.equal(Jobs.last, undefined);
  t.strictSame(service.list()[0], { name: 'Jobs.work', text: 'every 10', next: undefined });
  await service.run(Jobs, 'work');
  t.equal(Jobs.last?.count, 1);
  await t.rejects(service.run(Jobs, 'fail'), { message: 'no' });
  await t.rejects(service.run(Jobs, 'plain'), { name: 'TypeError', message: /'Jobs\.plain' is no schedule of this application/ });
  // @ts-expect-error there is no such method
  await t.rejects(service.run(Jobs, 'unknown'), { name: 'TypeError' });
});

t.test('an application that listens keeps them until it closes', async (t) => {
  Jobs.last = undefined;
  const begun = Date.now();
  const { service, app } = create();
  await app.listen({ port: 0 });
  while ((Jobs.last as Jobs | undefined)?.count === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
  t.ok((service.list()[0]?.next?.getTime() ?? 0) > begun);
  await app.close();
  const { count } = Jobs.last as unknown as Jobs;
  await new Promise((resolve) => setTimeout(resolve, 50));
  t.equal((Jobs.last as unknown as Jobs).count, count);
});
