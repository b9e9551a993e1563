import { dependency } from '../dependency/dependency.js';
import type { Dependency } from '../dependency/dependency.js';

/** What is known of some work: `{ 'http.response.status_code': 200 }`. */
export type ObservedAttributes = Readonly<Record<string, string | number | boolean>>;

/** What is looked at while it runs: `send` is a task that is handed over, `task` and `schedule` what runs without a request, `http` a request that is sent. */
export interface Observed {
  readonly kind: 'dependency' | 'handler' | 'send' | 'task' | 'schedule' | 'cache' | 'http';
  readonly name: string;
  readonly attributes?: ObservedAttributes;
}

/** Adds what becomes known of the work while it runs. */
export type Note = (attributes: ObservedAttributes) => void;

/**
 * Looks at the work of an application, as traces do. An application without one pays nothing.
 *
 * @example
 * const pages = dependency({ observer }, ({ observer }) => async (url: string) => {
 *   if (observer === undefined) return fetch(url);
 *   return observer.around({ kind: 'http', name: 'GET' }, async (note) => {
 *     const response = await fetch(url, { headers: observer.carrier() });
 *     note({ 'http.response.status_code': response.status });
 *     return response;
 *   });
 * }, { lifetime: 'singleton' });
 */
export interface Observer {
  /** Runs the work, and looks at it until it is done: until its promise is settled, where it returns one. */
  readonly around: <TResult>(observed: Observed, run: (note: Note) => TResult) => TResult;
  /** What tells another process where the work came from: headers, `{ traceparent: '…' }`. Inside of `around`, that is what it looks at. */
  readonly carrier: () => Record<string, string>;
  /** The same as `around`, for work that came from where a carrier says; without entries, from nowhere. */
  readonly resume: <TResult>(carrier: Readonly<Record<string, string>>, observed: Observed, run: (note: Note) => TResult) => TResult;
  /** What lines in the log say of the work that runs: `{ trace_id: '…', span_id: '…' }`; undefined where nothing is looked at. */
  readonly bindings: () => Readonly<Record<string, string>> | undefined;
}

/** What looks at the work of the application; undefined where nothing does. For what lives as long as the application. */
export const observer: Dependency<Observer | undefined> = dependency({}, () => undefined, { name: 'observer', lifetime: 'singleton' });
