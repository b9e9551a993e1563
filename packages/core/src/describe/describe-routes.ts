import type { Mount } from '../decorators/mount.js';
import type { NameOperation } from '../decorators/route-options.js';
import { ProblemList } from '../errors.js';
import type { ProgramProblem } from '../errors.js';
import { readFeatures } from '../metadata/store.js';
import type { AnyClass } from '../metadata/store.js';
import { placeControllers, placeRoutes } from './controllers.js';
import type { PlacedController, PlacedRoute } from './controllers.js';
import { findDocumentProblems } from './document-problems.js';
import { errorsBelow } from './dependency-errors.js';
import { applyFeatures, placeFeatures } from './features.js';
import { RouteGraph } from './graph.js';
import type { Overrides } from './graph.js';
import { findHandlerMistake } from './handler.js';
import { httpDescriber } from './http-route.js';
import { mergeOptions } from './options.js';
import { documentRequestLimits } from './request-limits.js';
import type { OptionsLevel } from './options.js';
import { defaultOperationId } from './operation-id.js';
import { describeMethodParameters } from './parameters.js';
import { describePath, joinPaths } from './path.js';
import type { RouterRules } from './path.js';
import { findRouteProblems, findTableProblems } from './route-problems.js';
import type { RouteDefinition } from './route-definition.js';
import type { RouteDescribers } from './route-describer.js';

/** What `describeRoutes` starts from. */
export interface DescribeOptions {
  readonly controllers: readonly (AnyClass | Mount)[];
  /** Leading part of every path. Default: none. */
  readonly prefix?: string;
  /** Options that every route inherits. */
  readonly shared?: OptionsLevel;
  readonly overrides?: Overrides;
  /** Describers by kind of route. Default: plain routes alone. */
  readonly describers?: RouteDescribers;
  /** Which addresses the router takes for one. */
  readonly router?: RouterRules;
}

const HTTP_ONLY: RouteDescribers = new Map([['http', httpDescriber]]);

export interface Description {
  readonly routes: readonly RouteDefinition[];
  /** Every mistake found, in the order of the source. */
  readonly problems: readonly ProgramProblem[];
}

/** Turns decorated classes into route definitions. Pure: it reads metadata and changes nothing. */
export function describeRoutes(options: DescribeOptions): Description {
  const problems = new ProblemList();
  const around = {
    prefix: options.prefix ?? '',
    levels: [placeFeatures(options.shared ?? {}, `${joinPaths('', options.prefix ?? '/')} createApp`)],
    groups: [],
  };
  const controllers = placeControllers(Array.isArray(options.controllers) ? options.controllers : [], around, problems);
  const routes = controllers.flatMap((controller) => describeController(controller, options, problems));
  findTableProblems(routes, options.router ?? {}, problems);
  findDocumentProblems(routes, problems);
  return { routes, problems: problems.problems };
}

function describeController(controller: PlacedController, options: DescribeOptions, problems: ProblemList): RouteDefinition[] {
  return placeRoutes(controller.target, problems).flatMap((route) => describeRoute(controller, route, options, problems) ?? []);
}

function describeRoute(
  controller: PlacedController,
  { record, owner }: PlacedRoute,
  options: DescribeOptions,
  problems: ProblemList,
): RouteDefinition | undefined {
  const place = `${controller.target.name}.${String(record.key)}`;
  if (typeof record.key === 'symbol') {
    problems.add('TYPHOON_ERR_ROUTE_INVALID', place, 'a handler needs a name that is a text: it becomes part of the operation id. Rename the method.');
    return undefined;
  }
  const mistake = findHandlerMistake(owner, record.key);
  if (mistake !== undefined) {
    problems.add('TYPHOON_ERR_ROUTE_INVALID', place, mistake);
    return undefined;
  }
  const path = describePath(controller.prefix, record.path);
  if (typeof path === 'string') {
    problems.add('TYPHOON_ERR_PATH_INVALID', place, path);
    return undefined;
  }
  const describer = (options.describers ?? HTTP_ONLY).get(record.kind);
  if (describer === undefined) {
    problems.add(
      'TYPHOON_ERR_ROUTE_KIND',
      place,
      `is a route of kind '${record.kind}', which this application does not know. Take createApp() from 'typhoon', or name the kind: { kinds: [websockets()] }.`,
    );
    return undefined;
  }
  const given = describer.readOptions(record.options, place, problems);
  const own = placeFeatures(given, `${controller.prefix || '/'} ${place}`, readFeatures(owner, record.key));
  const method = describer.methodOf(own);
  const merged = mergeOptions([...controller.levels, own]);
  const overrides = options.overrides ?? new Map();
  const graph = new RouteGraph(overrides, problems);
  for (const guard of merged.security) graph.addEffect(guard, place, { guard: true });
  for (const guard of merged.policy.features.flatMap(({ guards = [] }) => guards)) graph.addEffect(guard, place, { guard: true });
  for (const dependency of merged.dependencies) graph.addEffect(dependency, place, { guard: false });
  const sources = describeMethodParameters(owner, record.key, { place, given: describer.given }, problems);
  const references = sources.map((source, index) => graph.addSource(source, `${place}, parameter ${index + describer.given.length}`));

  const declared: RouteDefinition = {
    kind: record.kind,
    place,
    method,
    path,
    controller: controller.target,
    handler: record.key,
    operationId: operationIdOf({ controller, handler: record.key, method, path: path.openapi }, merged.operationId),
    arguments: references,
    dependencies: graph.dependencies,
    inputs: graph.inputs,
    security: graph.security,
    ...describer.describe({ own, merged }, place, problems),
    throws: [...new Set([...merged.throws, ...errorsBelow([...graph.dependencies.map(({ target }) => target), controller.target], overrides)])],
    documentation: {
      tags: merged.tags,
      summary: merged.summary,
      description: merged.description,
      deprecated: merged.deprecated,
      hidden: merged.hidden,
      servers: merged.servers,
      externalDocs: merged.externalDocs,
      extensions: merged.extensions,
      callbacks: merged.callbacks,
    },
    policy: merged.policy,
  };
  const route = documentRequestLimits(applyFeatures(declared, own, problems));
  findRouteProblems(route, namesToRead(record.path, options), problems);
  describer.findProblems(route, problems);
  return route;
}

/** A prefix serves many routes, of which not each reads all it names. Where a test has replaced dependencies, what they read is missed by no one. */
function namesToRead(path: string, { overrides }: DescribeOptions): readonly string[] {
  const own = describePath('', path);
  return typeof own === 'string' || (overrides !== undefined && overrides.size > 0) ? [] : own.names;
}

interface NamedRoute {
  readonly controller: PlacedController;
  readonly handler: string;
  readonly method: string;
  readonly path: string;
}

function operationIdOf({ controller, handler, method, path }: NamedRoute, given: string | NameOperation | undefined): string {
  if (typeof given === 'string') return given;
  const defaultId = [...controller.groups, defaultOperationId(controller.name ?? controller.target.name, handler)].join('.');
  return given === undefined ? defaultId : given({ controller: controller.target.name, handler, method, path, defaultId });
}
