import type { MetricSource, MetricSources } from '@typhoon/core';
import { isAddedUp } from '@typhoon/core/internal';
import type { Gathered } from '@typhoon/core/internal';
import type * as prom from 'prom-client';

/** A metric as `prom-client` hands it on: what its values are, and how those of several processes become one. */
export interface MetricRecord {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly aggregator: string;
  readonly values: readonly { readonly value: number; readonly labels: object; readonly metricName?: string }[];
}

/** Metrics of a process, by `prom-client`, which is loaded when an application with metrics starts. */
export class MetricRegistry {
  readonly #library: typeof prom;
  readonly #registry: prom.Registry;
  readonly #sources: MetricSources;

  constructor(library: typeof prom, sources: MetricSources, ofProcess: boolean) {
    this.#library = library;
    this.#sources = sources;
    this.#registry = new library.Registry();
    if (ofProcess) library.collectDefaultMetrics({ register: this.#registry });
  }

  /** What this process knows, as plain data. */
  async read(): Promise<readonly MetricRecord[]> {
    const ofProcess = (await this.#registry.getMetricsAsJSON()) as unknown as readonly MetricRecord[];
    const ours = await Promise.all([...this.#sources].map(readSource));
    return [...ofProcess.map(({ help, name, type, values, aggregator }) => ({ help, name, type, values, aggregator })), ...mergeByName(ours)];
  }

  /** The text that Prometheus reads, of what one or several processes know. */
  async format({ values, past }: Gathered<MetricRecord>): Promise<{ readonly text: string; readonly contentType: string }> {
    const [only] = values;
    // Of one process everything is told, also what makes no sense of several.
    const told = values.length === 1 && only !== undefined ? [only.map((record) => (isAddedUp(record) ? record : { ...record, aggregator: 'first' }))] : values;
    const registry = this.#library.AggregatorRegistry.aggregate([...told, past].map((each) => [...each]));
    return { text: await registry.metrics(), contentType: registry.contentType };
  }

  close(): void {
    this.#registry.clear();
  }
}

async function readSource({ name, help, type, aggregator = 'sum', read }: MetricSource): Promise<MetricRecord> {
  const values = [...(await read())].map(({ suffix, labels = {}, value }) => ({
    value,
    labels,
    ...(suffix === undefined ? {} : { metricName: `${name}${suffix}` }),
  }));
  return { name, help, type, aggregator, values };
}

/** Several parts may count the same thing, each with labels of its own. */
function mergeByName(records: readonly MetricRecord[]): readonly MetricRecord[] {
  const merged = new Map<string, MetricRecord>();
  for (const record of records) {
    const known = merged.get(record.name);
    merged.set(record.name, known === undefined ? record : { ...known, values: [...known.values, ...record.values] });
  }
  return [...merged.values()];
}
