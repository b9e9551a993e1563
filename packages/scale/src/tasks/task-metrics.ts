import type { MetricSample } from '@typhoon/core';
import type { MetricSources } from '@typhoon/core/internal';
import type { TaskCounts } from './task-engine.js';

/** Milliseconds in which an engine says how many jobs it has: whoever asks for metrics waits for all of them. */
const DEADLINE = 500;

/** What says how many jobs of which queue are where. */
interface CountedTasks {
  readonly isShared: boolean;
  readonly counts: () => Promise<ReadonlyMap<string, TaskCounts>>;
}

/** Tells how long the queues are. What several processes share is not added up: each of them sees all of it. */
export function describeTasks(tasks: CountedTasks, metrics: MetricSources): void {
  metrics.add({
    name: 'task_jobs',
    help: 'Jobs that wait, are delayed, run, or have failed for good, by queue.',
    type: 'gauge',
    aggregator: tasks.isShared ? 'max' : 'sum',
    read: async () => toSamples(await readCounts(tasks)),
  });
}

/** Nothing where the engine does not answer: that is not known, and no reason to tell nothing else either. */
async function readCounts(tasks: CountedTasks): Promise<ReadonlyMap<string, TaskCounts>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<typeof NOTHING>((resolve) => {
    timer = setTimeout(() => resolve(NOTHING), DEADLINE);
  });
  try {
    return await Promise.race([tasks.counts(), late]);
  } catch {
    return NOTHING;
  } finally {
    clearTimeout(timer);
  }
}

const NOTHING: ReadonlyMap<string, TaskCounts> = new Map();

function toSamples(counts: ReadonlyMap<string, TaskCounts>): readonly MetricSample[] {
  return [...counts].flatMap(([queue, states]) => Object.entries(states).map(([state, value]) => ({ labels: { queue, state }, value: value as number })));
}
