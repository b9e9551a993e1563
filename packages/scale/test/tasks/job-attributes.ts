import t from 'tap';
import { toAttributes } from '#src/tasks/job-attributes.js';

t.test('a job is told as a message of its task', async (t) => {
  t.match(toAttributes({ id: 'abc', task: 'reports.build' }, 'send'), {
    'messaging.operation.type': 'send',
    'messaging.destination.name': 'reports.build',
    'messaging.message.id': 'abc',
  });
});
