import t from 'tap';
import { createApp, dependency } from '@typhoon/core';
import { readiness } from '#src/index.js';

t.test('a check gets the value of a dependency, which is closed after it', async (t) => {
  const events: string[] = [];
  const connection = dependency({}, function* () {
    events.push('opened');
    yield { name: 'db' };
    events.push('closed');
  });
  const app = createApp({ controllers: [], server: { logger: false } });
  t.teardown(() => app.close());
  const { name, isRequired, check } = readiness(connection, (value) => void events.push(value.name), { name: 'db' }).toCheck(app);
  t.strictSame([name, isRequired], ['db', true]);
  await check(new AbortController().signal);
  t.strictSame(events, ['opened', 'db', 'closed']);
  // @ts-expect-error the value has no such property
  readiness(connection, (value) => value.nothing);
});
