import type { ChangeList } from './change-list.js';
import { listOf, objectOf } from './contract.js';
import type { JsonObject } from './contract.js';
import type { DocumentSide } from './document-side.js';

/** What is asked for together: schemes with their scopes. */
type Alternative = ReadonlyMap<string, readonly string[]>;

/** Compares what credentials an operation asks for: who could call it must still be able to. */
export function compareRequirements(place: string, before: unknown, after: unknown, changes: ChangeList): void {
  const [old, now] = [alternativesOf(before), alternativesOf(after)];
  if (format(old) === format(now)) return;
  const refused = old.filter((given) => !now.some((wanted) => satisfies(given, wanted)));
  const text = `asks for ${format(now)} and asked for ${format(old)}`;
  if (refused.length > 0) changes.breaks(`${place}, security`, `${text}: clients bring what is no longer enough`);
  else changes.allows(`${place}, security`, text);
}

/** Compares what credentials the application brings to a receiver, who checks them as before. */
export function compareBrought(place: string, before: unknown, after: unknown, changes: ChangeList): void {
  const [old, now] = [alternativesOf(before), alternativesOf(after)];
  if (format(old) === format(now)) return;
  const isEnough = now.every((given) => old.some((wanted) => satisfies(given, wanted)));
  const text = `brings ${format(now)} and brought ${format(old)}`;
  if (isEnough) changes.allows(`${place}, security`, text);
  else changes.breaks(`${place}, security`, `${text}: clients ask for it`);
}

/** Compares the schemes that both documents have: a client signs in as the first one says. */
export function compareSchemes(before: DocumentSide, after: DocumentSide, changes: ChangeList): void {
  const [old, now] = [schemesOf(before), schemesOf(after)];
  for (const [name, scheme] of Object.entries(old)) {
    if (!Object.hasOwn(now, name)) continue;
    const [one, other] = [before.resolve(scheme), after.resolve(now[name])];
    for (const part of ['type', 'in', 'name', 'scheme', 'openIdConnectUrl']) {
      const [was, is] = [one[part], other[part]].map((value) => (part === 'scheme' ? String(value).toLowerCase() : value));
      if (was !== is) changes.breaks(`security scheme ${name}`, `'${part}' was '${String(was)}' and is '${String(is)}': clients sign in the old way`);
    }
    compareFlows(name, objectOf(one['flows']), objectOf(other['flows']), changes);
  }
}

function compareFlows(name: string, before: JsonObject, after: JsonObject, changes: ChangeList): void {
  for (const [flow, value] of Object.entries(before)) {
    const [old, now] = [objectOf(value), objectOf(after[flow])];
    const place = `security scheme ${name}, ${flow}`;
    if (!Object.hasOwn(after, flow)) {
      changes.breaks(place, 'is removed: clients sign in by it');
      continue;
    }
    for (const part of ['tokenUrl', 'authorizationUrl', 'refreshUrl']) {
      if (old[part] !== now[part]) changes.breaks(place, `'${part}' was '${String(old[part])}' and is '${String(now[part])}': clients sign in there`);
    }
    for (const scope of Object.keys(objectOf(scopesOf(old)))) {
      if (!Object.hasOwn(objectOf(scopesOf(now)), scope)) changes.breaks(place, `the scope '${scope}' is removed: clients ask for it`);
    }
  }
}

/** AsyncAPI calls them `availableScopes`. */
function scopesOf(flow: JsonObject): unknown {
  return flow['scopes'] ?? flow['availableScopes'];
}

function schemesOf({ document }: DocumentSide): JsonObject {
  return objectOf(objectOf(document['components'])['securitySchemes']);
}

/** Nothing asked for is one alternative: the empty one. */
function alternativesOf(security: unknown): readonly Alternative[] {
  const all = listOf(security).map(
    (requirement): Alternative => new Map(Object.entries(objectOf(requirement)).map(([name, scopes]) => [name, listOf(scopes).map(String).sort()])),
  );
  return all.length === 0 ? [new Map()] : all;
}

function satisfies(given: Alternative, wanted: Alternative): boolean {
  return [...wanted].every(([name, scopes]) => {
    const brought = given.get(name);
    return brought !== undefined && scopes.every((scope) => brought.includes(scope));
  });
}

function format(alternatives: readonly Alternative[]): string {
  const texts = alternatives.map((alternative) =>
    alternative.size === 0
      ? 'nothing'
      : [...alternative]
          .map(([name, scopes]) => (scopes.length === 0 ? name : `${name}[${scopes.join(' ')}]`))
          .sort()
          .join(' with '),
  );
  return [...new Set(texts)].sort().join(' or ');
}
