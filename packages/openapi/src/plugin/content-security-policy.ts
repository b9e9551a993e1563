import type { OpenApiDocument } from '../document.js';

/** Sources to add, by directive: `{ 'img-src': ['https://cdn.example.com'] }`. */
export type ExtraSources = Readonly<Record<string, readonly string[]>>;

/**
 * The policy of a page: scripts and styles of our own only, requests to the origins that the document names, nothing else.
 *
 * @see https://www.w3.org/TR/CSP3/
 */
export function toContentSecurityPolicy(own: ExtraSources, document: OpenApiDocument, extra: ExtraSources = {}): string {
  const directives = new Map<string, readonly string[]>(Object.entries({ ...BASE, ...own }));
  directives.set('connect-src', ["'self'", ...findOrigins(document)]);
  for (const [directive, sources] of Object.entries(extra)) {
    const known = (directives.get(directive) ?? []).filter((source) => source !== "'none'");
    directives.set(directive, [...known, ...sources]);
  }
  return [...directives].map(([directive, sources]) => `${directive} ${sources.join(' ')}`).join('; ');
}

const BASE: ExtraSources = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'self'"],
};

/** The other origins that "Try it out" and the sign-in talk to: servers, and where tokens come from. */
function findOrigins(document: OpenApiDocument): readonly string[] {
  const urls = [...findServerUrls(document), ...findTokenUrls(document)];
  return [...new Set(urls.flatMap(toOrigin))].sort();
}

function findServerUrls(document: OpenApiDocument): string[] {
  const items = Object.values(document.paths);
  const operations = items.flatMap((item) => Object.values(item));
  return [document, ...items, ...operations].flatMap((holder) => {
    const { servers } = Object(holder) as { servers?: unknown };
    return Array.isArray(servers) ? servers.map((server: { url: string }) => server.url) : [];
  });
}

function findTokenUrls(document: OpenApiDocument): string[] {
  return Object.values(document.components?.securitySchemes ?? {}).flatMap((scheme) => {
    const flows = Object.values((scheme['flows'] ?? {}) as Record<string, { tokenUrl?: string; refreshUrl?: string }>);
    return [...flows.flatMap((flow) => [flow.tokenUrl, flow.refreshUrl]), scheme['openIdConnectUrl']].filter((url) => typeof url === 'string');
  });
}

/** Nothing for relative addresses: they are `'self'`. A variable in the host allows any name in its place. */
function toOrigin(url: string): string[] {
  const match = /^(https?):\/\/([^/?#]+)/.exec(url);
  if (match === null) return [];
  const host = (match[2] ?? '').replace(/^[^.:]*\{[^}]*\}[^.:]*/, '*');
  return /^(\*|[\w.*-]+|\[[\da-f:]+\])(:\d+)?$/i.test(host) ? [`${String(match[1])}://${host}`] : [];
}
