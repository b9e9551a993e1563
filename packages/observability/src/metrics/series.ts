import type { MetricSample } from '@typhoon/core';

/** Labels of a metric with their values, by the names that it was declared with. */
export type Labels<TName extends string> = Readonly<Record<TName, string | number>>;

/** The values of a metric, one for each set of labels. */
export class SeriesTable<TName extends string, TCell> {
  readonly #names: readonly TName[];
  readonly #make: () => TCell;
  readonly #cells = new Map<string, { readonly labels: Labels<TName>; readonly cell: TCell }>();

  constructor(names: readonly TName[], make: () => TCell) {
    this.#names = names;
    this.#make = make;
    // Without labels there is one series from the beginning: what never happened is 0, and not unknown.
    if (names.length === 0) this.of({} as Labels<TName>);
  }

  /** The cell of a set of labels, in whatever order they come. */
  of(labels: Labels<TName>): TCell {
    const values = this.#names.map((name) => labels[name]);
    const key = values.length === 1 ? String(values[0]) : JSON.stringify(values.map(String));
    let found = this.#cells.get(key);
    if (found === undefined) {
      const own = Object.fromEntries(this.#names.map((name, index) => [name, values[index]])) as Labels<TName>;
      found = { labels: own, cell: this.#make() };
      this.#cells.set(key, found);
    }
    return found.cell;
  }

  *read(toSamples: (cell: TCell) => Iterable<MetricSample>): Iterable<MetricSample> {
    for (const { labels, cell } of this.#cells.values()) {
      for (const sample of toSamples(cell)) yield { ...sample, labels: { ...labels, ...sample.labels } };
    }
  }
}
