import type { DependencyDefinition, RouteDefinition, SecurityRequirement } from '@typhoon/core';

/** A route in the words of `typhoon routes`. */
export interface RouteSummary {
  /** `GET`, or `WS` for a WebSocket. */
  readonly method: string;
  /** As Fastify spells it: `/items/:id`. */
  readonly path: string;
  readonly operationId: string;
  /** Class and method: `ItemsController.read`. */
  readonly handler: string;
  /** The statuses it declares, the success first. */
  readonly statuses: readonly number[];
  readonly tags: readonly string[];
  readonly deprecated: boolean;
  /** True where no document shows it. */
  readonly hidden: boolean;
  /** Everything it needs that has a name, security schemes left out. */
  readonly dependencies: readonly string[];
  /** How many others there are: a guard without a name is one all the same. */
  readonly unnamedDependencies: number;
  /** What a request has to bring: all of these, unless optional. */
  readonly security: readonly SecuritySummary[];
}

/** A security scheme that a route asks for. */
export interface SecuritySummary {
  readonly scheme: string;
  readonly scopes: readonly string[];
  readonly optional: boolean;
}

/** What an application answers, by path, then by method. */
export function summarizeRoutes(routes: readonly RouteDefinition[]): readonly RouteSummary[] {
  return routes.map(summarize).sort((a, b) => compare(a.path, b.path) || compare(a.method, b.method));
}

function summarize(route: RouteDefinition): RouteSummary {
  const dependencies = route.dependencies.filter(({ scheme }) => scheme === undefined);
  const thrown = route.throws.map(({ definition }) => definition.status).sort((a, b) => a - b);
  return {
    method: route.channel === undefined ? route.method : 'WS',
    path: route.path.fastify,
    operationId: route.operationId,
    handler: route.place,
    statuses: [...new Set([...route.responses.map(({ status }) => status), ...thrown])],
    tags: route.documentation.tags,
    deprecated: route.documentation.deprecated,
    hidden: route.documentation.hidden,
    dependencies: [...new Set(dependencies.filter(isNamed).map(({ name }) => name))],
    unnamedDependencies: dependencies.filter((dependency) => !isNamed(dependency)).length,
    security: route.security.map(toSecuritySummary),
  };
}

/** 'dependency' is what one is called whose function has no name. */
function isNamed({ name }: DependencyDefinition): boolean {
  return name !== '' && name !== 'dependency';
}

function toSecuritySummary({ scheme, scopes }: SecurityRequirement): SecuritySummary {
  const name = scheme.anyOf === undefined ? scheme.name : scheme.anyOf.map((one) => one.name).join(' or ');
  return { scheme: name, scopes, optional: scheme.optional };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
