import { dependency, metricSources } from '@typhoon/core';
import type { Dependency, MetricSource } from '@typhoon/core';
import { DEFAULT_BUCKETS, Distribution } from './distribution.js';
import { SeriesTable } from './series.js';
import type { Labels } from './series.js';

/** A metric of your own. */
export interface MetricOptions<TName extends string> {
  /** As Prometheus wants it: `orders_total`, letters, digits and `_`. One name for one metric. */
  readonly name: string;
  /** What is counted, for people. */
  readonly help: string;
  /** By what it is told apart. A few values each: every combination is kept. Default: none. */
  readonly labels?: readonly TName[];
  /** Most combinations that are kept; the rest is counted together, with `other` as the value of every label. Default: 2,000. */
  readonly maxSeries?: number;
}

/** The same for a distribution. */
export interface HistogramOptions<TName extends string> extends MetricOptions<TName> {
  /** Upper bounds, rising. Default: seconds from 0.005 to 10. */
  readonly buckets?: readonly number[];
}

/** The same for what goes up and down. */
export interface GaugeOptions<TName extends string> extends MetricOptions<TName> {
  /** What becomes of the values of several processes. Default: 'sum'. */
  readonly aggregator?: 'sum' | 'average' | 'min' | 'max';
}

type LabelArgs<TName extends string> = [TName] extends [never] ? [] : [labels: Labels<TName>];

/** Counts what happens. */
export interface Counter<TName extends string = never> {
  /** One more. */
  readonly increment: (...labels: LabelArgs<TName>) => void;
  /** So many more. @throws RangeError for less than 0. */
  readonly add: (value: number, ...labels: LabelArgs<TName>) => void;
}

/** What goes up and down. */
export interface Gauge<TName extends string = never> {
  readonly set: (value: number, ...labels: LabelArgs<TName>) => void;
  readonly add: (value: number, ...labels: LabelArgs<TName>) => void;
}

/** How large something was, or how long it took. */
export interface Histogram<TName extends string = never> {
  readonly observe: (value: number, ...labels: LabelArgs<TName>) => void;
}

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/**
 * Metrics of your own: dependencies that live as long as the application, and that `/metrics` reads. Where nobody reads
 * them, they count all the same. Labels are typed by their names.
 *
 * @throws TypeError for a name that Prometheus does not take.
 * @example
 * const orders = metrics.counter({ name: 'orders_total', help: 'Orders that were placed.', labels: ['country'] });
 * class OrdersController {
 *   constructor(@Depends(orders) private readonly orders: Counter<'country'>) {}
 *   @Post('/') place() { this.orders.increment({ country: 'at' }); }
 * }
 */
export const metrics = {
  counter: <const TName extends string = never>(options: MetricOptions<TName>): Dependency<Counter<TName>> =>
    own(options, 'counter', () => {
      const table = new SeriesTable<TName, { value: number }>(options.labels ?? [], () => ({ value: 0 }), options.maxSeries);
      const add = (value: number, ...labels: LabelArgs<TName>): void => {
        if (!(value >= 0)) throw new RangeError(`The counter '${options.name}' only goes up, but is given ${value}. Use metrics.gauge().`);
        table.of(toLabels(labels)).value += value;
      };
      return { metric: { add, increment: (...labels: LabelArgs<TName>) => add(1, ...labels) }, read: () => table.read((cell) => [cell]) };
    }),
  gauge: <const TName extends string = never>(options: GaugeOptions<TName>): Dependency<Gauge<TName>> =>
    own(options, 'gauge', () => {
      const table = new SeriesTable<TName, { value: number }>(options.labels ?? [], () => ({ value: 0 }), options.maxSeries);
      const metric: Gauge<TName> = {
        set: (value, ...labels) => {
          table.of(toLabels(labels)).value = value;
        },
        add: (value, ...labels) => {
          table.of(toLabels(labels)).value += value;
        },
      };
      return { metric, read: () => table.read((cell) => [cell]), ...(options.aggregator === undefined ? {} : { aggregator: options.aggregator }) };
    }),
  histogram: <const TName extends string = never>(options: HistogramOptions<TName>): Dependency<Histogram<TName>> =>
    own(options, 'histogram', () => {
      const table = new SeriesTable<TName, Distribution>(options.labels ?? [], () => new Distribution(options.buckets ?? DEFAULT_BUCKETS), options.maxSeries);
      const metric: Histogram<TName> = { observe: (value, ...labels) => table.of(toLabels(labels)).observe(value) };
      return { metric, read: () => table.read((cell) => cell.read()) };
    }),
};

function toLabels<TName extends string>(labels: LabelArgs<TName>): Labels<TName> {
  return labels[0] ?? ({} as Labels<TName>);
}

interface Made<TMetric> extends Pick<MetricSource, 'read' | 'aggregator'> {
  readonly metric: TMetric;
}

function own<TMetric>({ name, help, labels = [] }: MetricOptions<string>, type: MetricSource['type'], make: () => Made<TMetric>): Dependency<TMetric> {
  if (!NAME.test(name)) throw new TypeError(`metrics.${type}(): '${name}' is no name of a metric. Use letters, digits and '_', and begin with a letter.`);
  const wrong = labels.find((label) => !LABEL.test(label) || label === 'le');
  if (wrong !== undefined) throw new TypeError(`metrics.${type}(): '${wrong}' is no name of a label of '${name}'. Use letters, digits and '_', not 'le'.`);
  return dependency(
    { sources: metricSources },
    ({ sources }) => {
      const { metric, ...source } = make();
      sources.add({ name, help, type, ...source });
      return metric;
    },
    { name: `metrics.${type}('${name}')`, lifetime: 'singleton' },
  ) as Dependency<TMetric>;
}
