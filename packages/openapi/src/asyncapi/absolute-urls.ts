/** Addresses of an AsyncAPI document are absolute; those of OpenAPI may be relative. */

/** The value with every address in it made absolute: `{ tokenUrl: '/token' }` → `{ tokenUrl: 'https://example.com/token' }`. */
export function withAbsoluteUrls<TValue>(value: TValue, base: string): TValue {
  if (Array.isArray(value)) return value.map((member: unknown) => withAbsoluteUrls(member, base)) as TValue;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, toMember(name, member, base)])) as TValue;
}

function toMember(name: string, member: unknown, base: string): unknown {
  if (name.startsWith('x-')) return member;
  return ADDRESSES.has(name) && typeof member === 'string' && URL.canParse(member, base) ? new URL(member, base).href : withAbsoluteUrls(member, base);
}

const ADDRESSES: ReadonlySet<string> = new Set(['url', 'termsOfService', 'tokenUrl', 'authorizationUrl', 'refreshUrl', 'openIdConnectUrl']);
