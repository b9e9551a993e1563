import type { MetricSample } from '@typhoon/core';

/** Seconds: from what is fast for a server to what nobody waits for. Those of Prometheus's own clients. */
export const DEFAULT_BUCKETS: readonly number[] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** How often values fell between bounds. */
export class Distribution {
  readonly #bounds: readonly number[];
  /** One more than bounds: what lies above all of them. */
  readonly #counts: Float64Array;
  #sum = 0;

  constructor(bounds: readonly number[] = DEFAULT_BUCKETS) {
    this.#bounds = bounds;
    this.#counts = new Float64Array(bounds.length + 1);
  }

  observe(value: number): void {
    const bounds = this.#bounds;
    let index = 0;
    while (index < bounds.length && value > (bounds[index] as number)) index++;
    this.#counts[index] = (this.#counts[index] as number) + 1;
    this.#sum += value;
  }

  /** As Prometheus wants it: each bucket holds those below it, too. */
  *read(): Iterable<MetricSample> {
    let count = 0;
    for (const [index, bound] of this.#bounds.entries()) {
      count += this.#counts[index] as number;
      yield { suffix: '_bucket', labels: { le: bound }, value: count };
    }
    count += this.#counts[this.#bounds.length] as number;
    yield { suffix: '_bucket', labels: { le: '+Inf' }, value: count };
    yield { suffix: '_sum', value: this.#sum };
    yield { suffix: '_count', value: count };
  }
}
