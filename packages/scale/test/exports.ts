import t from 'tap';
import * as scale from '@typhoon/scale';

/** What users can import. A change here is a change of the public list: it belongs into the changelog. */
const PUBLIC = [
  ...['Cache', 'cache', 'cacheStore', 'caching', 'memoryCacheStore'],
  ...['RateLimit', 'RateLimitUnavailable', 'RateLimited', 'memoryRateLimitStore', 'rateLimitStore', 'rateLimiting'],
  ...['Cron', 'Every', 'Schedules', 'memoryScheduleClaims', 'scheduleClaims', 'serveScheduleClaims'],
  ...['Task', 'Tasks', 'job', 'memoryTaskEngine', 'taskEngine', 'taskWork', 'taskWorker', 'tasks', 'tasksOf'],
  ...['Overloaded', 'shedLoad'],
  ...['NonRetryableError', 'TaskFailedError', 'TaskNotFound', 'TaskQueueFull', 'TaskStatus', 'TaskTimeoutError', 'TasksUnavailable'],
  ...['Blocking', 'ThreadQueueFull', 'ThreadTimeout', 'Threads', 'threadPool', 'threadTask', 'threads'],
  ...['createDrain', 'startWorkers'],
];

t.test('exports to users what is on the list, and nothing else', async (t) => {
  t.strictSame(Object.keys(scale).sort(), PUBLIC.toSorted());
});
