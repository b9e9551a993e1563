/** A value as a text that is the same for the same value, whatever the order of its keys: what validation has made of a query, mostly. */
export function toCanonicalText(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  if (value instanceof Date) return `D${value.getTime()}`;
  if (value instanceof Map) return `M${toCanonicalText([...value])}`;
  if (value instanceof Set) return `S${toCanonicalText([...value])}`;
  if (Array.isArray(value)) return `[${value.map(toCanonicalText).join(',')}]`;
  if (value instanceof URL) return JSON.stringify(value.href);
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${entries
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${toCanonicalText(member)}`)
    .join(',')}}`;
}
