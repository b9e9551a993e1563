import t from 'tap';
import { toAttributes, toIdAttribute } from '#src/tasks/job-attributes.js';

t.test('a job is told as a message of its task', async (t) => {
  t.match(
    { ...toAttributes('reports.build', 'send'), ...toIdAttribute('abc') },
    {
      'messaging.operation.type': 'send',
      'messaging.destination.name': 'reports.build',
      'messaging.message.id': 'abc',
    },
  );
});
