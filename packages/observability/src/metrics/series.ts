import type { MetricSample } from '@typhoon/core';

/** Labels of a metric with their values, by the names that it was declared with. */
export type Labels<TName extends string> = Readonly<Record<TName, string | number>>;

/** Stands for all values of labels that came after a metric had as many series as it may have. */
const OTHER = 'other';

/** As many as OpenTelemetry allows by default: what strangers send may have become a label. */
const DEFAULT_MAX_SERIES = 2_000;

/** The values of a metric, one for each set of labels; what goes beyond `maxSeries` is one series, whose labels all are `other`. */
export class SeriesTable<TName extends string, TCell> {
  readonly #names: readonly TName[];
  readonly #make: () => TCell;
  readonly #maxSeries: number;
  readonly #cells = new Map<string, { readonly labels: Labels<TName>; readonly cell: TCell }>();

  constructor(names: readonly TName[], make: () => TCell, maxSeries = DEFAULT_MAX_SERIES) {
    this.#names = names;
    this.#maxSeries = maxSeries;
    this.#make = make;
    // Without labels there is one series from the beginning: what never happened is 0, and not unknown.
    if (names.length === 0) this.of({} as Labels<TName>);
  }

  /** The cell of a set of labels, in whatever order they come. */
  of(labels: Labels<TName>): TCell {
    const values = this.#names.map((name) => labels[name]);
    const found = this.#cells.get(keyOf(values));
    if (found !== undefined) return found.cell;
    return this.#add(this.#cells.size < this.#maxSeries ? values : values.map(() => OTHER));
  }

  #add(values: readonly (string | number)[]): TCell {
    const key = keyOf(values);
    const found = this.#cells.get(key);
    if (found !== undefined) return found.cell;
    const labels = Object.fromEntries(this.#names.map((name, index) => [name, values[index]])) as Labels<TName>;
    const cell = this.#make();
    this.#cells.set(key, { labels, cell });
    return cell;
  }

  *read(toSamples: (cell: TCell) => Iterable<MetricSample>): Iterable<MetricSample> {
    for (const { labels, cell } of this.#cells.values()) {
      for (const sample of toSamples(cell)) yield { ...sample, labels: { ...labels, ...sample.labels } };
    }
  }
}

function keyOf(values: readonly (string | number)[]): string {
  return values.length === 1 ? String(values[0]) : JSON.stringify(values.map(String));
}
