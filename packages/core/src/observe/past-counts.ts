/** What a process has counted, as plain data: a metric by the name, type and values that Prometheus gives it. */
export interface CountRecord {
  readonly name: string;
  readonly type: string;
  readonly aggregator: string;
  readonly values: readonly CountValue[];
}

interface CountValue {
  readonly value: number;
  readonly labels: object;
  /** Of a histogram: `jobs_seconds_bucket`. */
  readonly metricName?: string;
}

/**
 * Adds what a process that is gone has counted to what those before it have: counters and histograms. What is of the moment went
 * with it. As many records as there are metrics, however many processes come and go.
 */
export function joinPastCounts(past: readonly CountRecord[], gone: readonly CountRecord[]): readonly CountRecord[] {
  const joined = new Map(past.map((record) => [record.name, record]));
  for (const record of gone.filter(isAddedUp)) {
    const known = joined.get(record.name);
    joined.set(record.name, known === undefined ? record : { ...record, values: joinValues(known.values, record.values) });
  }
  return [...joined.values()];
}

/** True for what only grows, and is the sum of all processes. */
export function isAddedUp({ type, aggregator }: Pick<CountRecord, 'type' | 'aggregator'>): boolean {
  return aggregator === 'sum' && type !== 'gauge';
}

function joinValues(known: readonly CountValue[], more: readonly CountValue[]): readonly CountValue[] {
  const joined = new Map(known.map((value) => [keyOf(value), value]));
  for (const value of more) {
    const key = keyOf(value);
    joined.set(key, { ...value, value: value.value + (joined.get(key)?.value ?? 0) });
  }
  return [...joined.values()];
}

function keyOf({ metricName = '', labels }: CountValue): string {
  return JSON.stringify([metricName, Object.entries(labels).sort(([one], [other]) => (one < other ? -1 : 1))]);
}
