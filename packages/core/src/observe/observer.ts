import { dependency } from '../dependency/dependency.js';
import type { Dependency } from '../dependency/dependency.js';

/** What is looked at while it runs. */
export interface Observed {
  readonly kind: 'dependency' | 'handler' | 'task' | 'cache' | 'http';
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;
}

/** Looks at the work of an application, as traces do. An application without one pays nothing. */
export interface Observer {
  /** Runs the work, and looks at it until it is done: until its promise is settled, where it returns one. */
  readonly around: <TResult>(observed: Observed, run: () => TResult) => TResult;
  /** What tells another process where the work came from: headers, `{ traceparent: '…' }`. */
  readonly carrier: () => Record<string, string>;
  /** The same as `around`, for work that came from where a carrier says. */
  readonly resume: <TResult>(carrier: Readonly<Record<string, string>>, observed: Observed, run: () => TResult) => TResult;
}

/** What looks at the work of the application; undefined where nothing does. For what lives as long as the application. */
export const observer: Dependency<Observer | undefined> = dependency({}, () => undefined, { name: 'observer', lifetime: 'singleton' });
