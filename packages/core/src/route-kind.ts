import type { FastifyInstance } from 'fastify';
import type { CompileServices } from './compile/steps.js';
import type { AnyDependency } from './dependency/dependency.js';
import type { RouteDescriber } from './describe/route-describer.js';
import type { RouteDefinition } from './describe/route-definition.js';
import type { MetricSources } from './observe/metric-sources.js';
import type { AnyClass } from './metadata/store.js';

/**
 * A kind of route: how what a decorator recorded is described, compiled and put onto Fastify. One object per
 * application, so that it may hold what all of its routes share. Adding a kind touches no other.
 *
 * @example
 * import { createApp } from '@typhoon/core';
 * createApp({ kinds: [websockets()], controllers: [ChatController] });
 */
export interface RouteKind<TCompiled = unknown> {
  /** What the decorator records: `http`, `websocket`. */
  readonly name: string;
  readonly describer: RouteDescriber;
  /** Prepares a route; called once, at its first request, and again when a dependency of it is overridden. */
  readonly compile: (route: RouteDefinition, services: CompileServices) => TCompiled;
  /** Puts all routes of the kind onto an instance of Fastify. Called with at least one. */
  readonly register: (instance: FastifyInstance, cells: readonly RouteCell<TCompiled>[], settings: KindSettings) => void;
}

/** What of the application's options all kinds heed. */
export interface KindSettings {
  /** Milliseconds that what is open gets to end when the application closes. */
  readonly closeTimeout: number;
  /** Where it adds what it counts. */
  readonly metrics: MetricSources;
}

/** A route that is compiled at its first request, and again when a dependency of it is overridden. */
export interface RouteCell<TCompiled> {
  readonly definition: RouteDefinition;
  readonly compiled: () => TCompiled;
  /** A value that lives as long as the application, once that has started. */
  readonly readSingleton: (target: AnyDependency | AnyClass) => unknown;
  /** What stands for a dependency: itself, or its replacement. */
  readonly resolve: (target: AnyDependency | AnyClass) => AnyDependency | AnyClass;
}
