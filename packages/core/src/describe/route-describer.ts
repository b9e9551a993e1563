import type { ProblemList } from '../errors.js';
import type { MergedOptions, OptionsLevel } from './options.js';
import type { RouteDefinition } from './route-definition.js';

/** What describing asks of a kind of route: everything in which its routes differ from those of other kinds. */
export interface RouteDescriber {
  /** The options without those that no route of this kind has: these are noted. */
  readonly readOptions: (given: object, place: string, problems: ProblemList) => OptionsLevel;
  /** The method of the requests it answers: `GET`. */
  readonly methodOf: (own: OptionsLevel) => string;
  /** What a handler is given before its parameters with sources, in words: `['the socket']`. */
  readonly given: readonly string[];
  readonly describe: (described: DescribedOptions, place: string, problems: ProblemList) => Pick<RouteDefinition, 'responses' | 'channel' | 'kindOptions'>;
  /** Finds what contradicts itself in such a route. What paths and parameters may get wrong in any kind has been looked for. */
  readonly findProblems: (route: RouteDefinition, problems: ProblemList) => void;
}

/** The options of a route: its own, and all levels as one. */
export interface DescribedOptions {
  readonly own: OptionsLevel;
  readonly merged: MergedOptions;
}

/** Describers by the kind that decorators record. */
export type RouteDescribers = ReadonlyMap<string, RouteDescriber>;
