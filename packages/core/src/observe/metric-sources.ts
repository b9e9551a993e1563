import { dependency } from '../dependency/dependency.js';
import type { Dependency } from '../dependency/dependency.js';

/** A value with its labels: `{ labels: { result: 'hit' }, value: 12 }`. */
export interface MetricSample {
  /** Where a metric has several series, as a histogram does: `_bucket`, `_sum`, `_count`. Default: none. */
  readonly suffix?: string;
  readonly labels?: Readonly<Record<string, string | number>>;
  readonly value: number;
}

/** Something that a part of an application counts, and that is read when somebody asks for the metrics. */
export interface MetricSource {
  /** As Prometheus wants it: `queue_jobs_total`. */
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  /** What becomes of the values of several processes. Default: 'sum'. */
  readonly aggregator?: 'sum' | 'first' | 'average' | 'min' | 'max';
  readonly read: () => Iterable<MetricSample> | Promise<Iterable<MetricSample>>;
}

/**
 * What the parts of an application count. They count in plain fields, whether anybody reads them or not, and know no
 * library of metrics: `/metrics` reads all of them when it is asked.
 */
export class MetricSources {
  readonly #sources = new Set<MetricSource>();

  /** Adds a source; returns what takes it back. */
  add(source: MetricSource): () => void {
    this.#sources.add(source);
    return () => void this.#sources.delete(source);
  }

  [Symbol.iterator](): Iterator<MetricSource> {
    return this.#sources.values();
  }
}

/**
 * The metrics of the application, for what lives as long as it does, and counts.
 *
 * @example
 * const jobs = dependency({ sources: metricSources }, ({ sources }) => {
 *   const queue = new Queue();
 *   sources.add({ name: 'queue_depth', help: 'Jobs that wait.', type: 'gauge', read: () => [{ value: queue.length }] });
 *   return queue;
 * }, { lifetime: 'singleton' });
 */
export const metricSources: Dependency<MetricSources> = dependency({}, () => new MetricSources(), { name: 'metricSources', lifetime: 'singleton' });
