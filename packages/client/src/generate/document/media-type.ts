/** Media types, as the run time will treat bodies of them. */

export type BodyKind = 'json' | 'text' | 'form' | 'multipart' | 'events' | 'lines' | 'binary';

/** What clients would rather send and get, best first. */
const PREFERENCE: readonly BodyKind[] = ['json', 'multipart', 'form', 'lines', 'events', 'text', 'binary'];

const LINES = new Set([
  'application/jsonl',
  'application/x-jsonl',
  'application/jsonlines',
  'application/x-jsonlines',
  'application/ndjson',
  'application/x-ndjson',
  'application/json-seq',
]);

/** 'application/problem+json; charset=utf-8' → 'json' */
export function bodyKind(mediaType: string): BodyKind {
  const essence = (mediaType.split(';')[0] ?? '').trim().toLowerCase();
  if (essence === 'text/event-stream') return 'events';
  if (LINES.has(essence) || essence === 'application/geo+json-seq') return 'lines';
  if (essence === 'application/json' || essence === 'text/json' || essence.endsWith('+json')) return 'json';
  if (essence === 'application/x-www-form-urlencoded') return 'form';
  if (essence.startsWith('multipart/')) return 'multipart';
  if (essence.startsWith('text/') || essence === 'application/xml' || essence.endsWith('+xml') || essence === 'application/yaml') return 'text';
  return 'binary';
}

/** The best of several media types; the first where two are as good. A wildcard is the last resort. */
export function preferredOf(mediaTypes: readonly string[]): string | undefined {
  return mediaTypes.toSorted((one, other) => rankOf(one) - rankOf(other))[0];
}

function rankOf(mediaType: string): number {
  return PREFERENCE.indexOf(bodyKind(mediaType)) + (mediaType.includes('*') ? PREFERENCE.length : 0);
}
