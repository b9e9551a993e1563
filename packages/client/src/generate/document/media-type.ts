/** Media types, as the run time will treat bodies of them. */
import { readerOf } from '../../runtime/media-type.js';

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
  if (essence === 'application/x-www-form-urlencoded') return 'form';
  if (essence.startsWith('multipart/')) return 'multipart';
  const reader = readerOf(essence);
  return reader === 'blob' ? 'binary' : reader;
}

/** The best of several media types; the first where two are as good. */
export function preferredOf(mediaTypes: readonly string[]): string | undefined {
  return byPreference(mediaTypes)[0];
}

/** The best first. A wildcard is the last resort. */
export function byPreference(mediaTypes: readonly string[]): string[] {
  return mediaTypes.toSorted((one, other) => rankOf(one) - rankOf(other));
}

function rankOf(mediaType: string): number {
  return PREFERENCE.indexOf(bodyKind(mediaType)) + (mediaType.includes('*') ? PREFERENCE.length : 0);
}
