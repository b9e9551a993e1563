import { log, signal } from '@typhoon/core';
import type { Dependency } from '@typhoon/core';
import { createDependency } from '@typhoon/core/internal';
import type { FastifyBaseLogger } from 'fastify';

/** What stands in the place of a request while a schedule runs. */
export interface ScheduleRun {
  readonly log: FastifyBaseLogger;
  readonly signal: AbortSignal;
}

const kRun = Symbol.for('typhoon.schedule-run');

/** The run as a context of dependencies. */
export function toContext(run: ScheduleRun): object {
  return { [kRun]: run };
}

/** What stands for what of a request in a run. */
export const RUN_SUBSTITUTES: ReadonlyMap<Dependency<unknown>, Dependency<unknown>> = new Map<Dependency<unknown>, Dependency<unknown>>([
  [signal, createDependency<AbortSignal>({ make: 'request', name: 'signal', read: (context) => runOf(context).signal })],
  [log, createDependency<FastifyBaseLogger>({ make: 'request', name: 'log', read: (context) => runOf(context).log })],
]);

function runOf(context: unknown): ScheduleRun {
  return (context as { readonly [kRun]: ScheduleRun })[kRun];
}
