import type { RouteDefinition } from '@typhoon/core';

/** Which operations a document shows, by their tags. */
export interface TagFilter {
  /** Only operations with at least one of these. Default: all. */
  readonly include?: readonly string[];
  /** No operation with any of these. */
  readonly exclude?: readonly string[];
}

/** The routes that a document shows: hidden ones never. */
export function selectRoutes(routes: readonly RouteDefinition[], filter: TagFilter): readonly RouteDefinition[] {
  return routes.filter(({ documentation }) => !documentation.hidden && isShown(documentation.tags, filter));
}

export function isShown(tags: readonly string[], { include, exclude = [] }: TagFilter): boolean {
  if (tags.some((tag) => exclude.includes(tag))) return false;
  return include === undefined || tags.some((tag) => include.includes(tag));
}
