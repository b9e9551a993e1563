import type { PartName } from '../decorators/source.js';
import type { InputDefinition, RouteDefinition } from '../describe/route-definition.js';
import type { ValidationIssue } from '../validation/issue.js';
import { headerNamesOf, membersOf } from './part-model.js';

/** Finds the keys of a part that nobody declared. */
export type UnknownKeyCheck = (part: Readonly<Record<string, unknown>> | undefined) => ValidationIssue[];

/** The check for one part of a route, where its policy is to reject; undefined where unknown keys are ignored. */
export function compileUnknownKeys(route: RouteDefinition, part: PartName): UnknownKeyCheck | undefined {
  if (part === 'path' || part === 'body' || part === 'file') return undefined;
  const inputs = route.inputs.filter((input) => input.in === part || (part === 'form' && input.in === 'file'));
  // Of a header model only what it declares is read: that it is closed must be looked for here.
  const isClosed = part === 'header' && inputs.some((input) => input.name === undefined && input.schema['additionalProperties'] === false);
  if (route.policy.unknown[part] === 'ignore' && !isClosed) return undefined;
  const names = new Set([...inputs.flatMap(namesOf), ...keysOf(route, part)]);
  const groups = inputs.filter((input) => input.options.style === 'deepObject' && input.name !== undefined).map((input) => `${String(input.name)}[`);
  const place = part === 'form' ? 'body' : part;
  return (values) =>
    Object.keys(values ?? {})
      .filter((key) => !names.has(key) && !groups.some((group) => key.startsWith(group)) && !(part === 'header' && STANDARD_HEADERS.has(key)))
      .map((key) => ({ type: 'extra_forbidden', loc: [place, key], msg: 'Extra inputs are not permitted', input: values?.[key] }));
}

function namesOf(input: InputDefinition): readonly string[] {
  if (input.name !== undefined) return [input.name, `${input.name}[]`];
  const properties = Object.keys(membersOf(input.schema));
  return input.in === 'header' ? properties.flatMap(headerNamesOf) : properties;
}

/** The keys that security schemes read. */
function keysOf(route: RouteDefinition, part: PartName): readonly string[] {
  const schemes = route.security.flatMap(({ scheme }) => scheme.anyOf ?? [scheme]);
  return schemes
    .map(({ document }) => document as { readonly in?: string; readonly name?: string })
    .filter((document) => document.in === part && document.name !== undefined)
    .map(({ name = '' }) => (part === 'header' ? name.toLowerCase() : name));
}

/** What clients and proxies send of their own accord. */
const STANDARD_HEADERS: ReadonlySet<string> = new Set(
  `accept accept-charset accept-encoding accept-language authorization cache-control connection content-encoding content-length content-type cookie date dnt
  expect forwarded from host if-match if-modified-since if-none-match if-range if-unmodified-since keep-alive origin pragma priority proxy-authorization
  proxy-connection range referer sec-ch-ua sec-ch-ua-mobile sec-ch-ua-platform sec-fetch-dest sec-fetch-mode sec-fetch-site sec-fetch-user sec-gpc te
  traceparent tracestate trailer transfer-encoding upgrade upgrade-insecure-requests user-agent via x-forwarded-for x-forwarded-host x-forwarded-port
  x-forwarded-proto x-real-ip x-request-id`.split(/\s+/),
);
