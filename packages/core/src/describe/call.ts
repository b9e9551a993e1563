import { isDependency, kDependency } from '../dependency/dependency.js';
import type { ProblemList } from '../errors.js';
import { readOwnParameters } from '../metadata/store.js';
import type { AnyClass } from '../metadata/store.js';
import type { WorkCall, WorkKind } from '../work-kind.js';
import { RouteGraph } from './graph.js';
import type { Overrides } from './graph.js';
import { describeMethodParameters } from './parameters.js';
import type { DependencyDefinition, ValueReference } from './route-definition.js';

/** A method that is called without a request, with what it needs. */
export interface CallDefinition extends WorkCall {
  readonly dependencies: readonly DependencyDefinition[];
  /** Where the instance stands. */
  readonly self: ValueReference;
  /** What the arguments after the given ones are. */
  readonly arguments: readonly ValueReference[];
}

/** Describes a call. What reads of a request, where there is none, goes to `problems`. */
export function describeCall(call: WorkCall, { name, substitutes = NONE }: WorkKind, overrides: Overrides, problems: ProblemList): CallDefinition {
  const { target, method, place, optional } = call;
  const owner = ownerOf(target, method);
  const isTaken = readOwnParameters(owner, method).some(({ index }) => index === call.given.length);
  const given = optional === undefined || isTaken ? call.given : [...call.given, optional];
  const graph = new RouteGraph(new Map([...substitutes, ...overrides]), problems, { isOutside: true });
  const self = graph.addSource({ in: 'dependency', dependency: target, scopes: [] }, place);
  const sources = describeMethodParameters(owner, method, { place, given }, problems);
  const references = sources.map((source, index) => graph.addSource(source, `${place}, parameter ${index + given.length}`));
  for (const input of graph.inputs)
    problems.add('TYPHOON_ERR_DEP_LIFETIME', input.place, `reads the ${input.in} of a request, and ${name} have none. Hand it over with what they are given.`);
  const known = new Set(substitutes.values());
  for (const dependency of graph.dependencies) {
    const isOfRequest = isDependency(dependency.target) && dependency.target[kDependency].make === 'request';
    if (!isOfRequest || known.has(dependency.target)) continue;
    problems.add('TYPHOON_ERR_DEP_LIFETIME', place, `needs '${dependency.name}' of a request, and ${name} have none. Hand over what it is read for.`);
  }
  return { ...call, given, dependencies: graph.dependencies, self, arguments: references };
}

const NONE: Overrides = new Map();

/** The prototype that declares the method: its parameters are recorded there. */
function ownerOf(target: AnyClass, method: string): object {
  const own = target.prototype as object;
  for (let owner: object | null = own; owner !== null; owner = Object.getPrototypeOf(owner) as object | null) {
    if (Object.hasOwn(owner, method)) return owner;
  }
  return own;
}
