import type { MetricSources } from '@typhoon/core/internal';
import type { Threads } from './threads.js';

/** Tells what the threads of this process do, and have done: of several processes, all together. */
export function describeThreads(threads: Pick<Threads, 'counts'>, metrics: MetricSources): void {
  metrics.add({ name: 'thread_pool_size', help: 'Threads that there may be.', type: 'gauge', read: () => [{ value: threads.counts().size }] });
  metrics.add({
    name: 'thread_pool_runs',
    help: 'Runs in threads right now, by whether they run or wait for a thread.',
    type: 'gauge',
    read: () => {
      const { running, waiting } = threads.counts();
      return Object.entries({ running, waiting }).map(([state, value]) => ({ labels: { state }, value }));
    },
  });
  metrics.add({
    name: 'thread_pool_runs_total',
    help: 'Runs in threads that are over, by how they ended.',
    type: 'counter',
    read: () => {
      const { done, failed, timeout, aborted, refused } = threads.counts();
      return Object.entries({ done, failed, timeout, aborted, refused }).map(([result, value]) => ({ labels: { result }, value }));
    },
  });
}
