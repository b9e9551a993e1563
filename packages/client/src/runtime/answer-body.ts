import { readerOf } from './media-type.js';

/**
 * Reads the body of a success by what the document declares, and by its media type where that leaves a choice.
 *
 * @throws SyntaxError for what shall be JSON and is none.
 */
export async function readBody(response: Response, accept: readonly string[]): Promise<unknown> {
  if (!accept.length || !response.body) return response.body?.cancel();
  const read = readerOf(response.headers.get('content-type') ?? accept[0]);
  return response[accept.some((type) => type.includes('*') || readerOf(type) === read) ? read : readerOf(accept[0])]();
}

/** Reads the body of an error, which may be anything. */
export async function readErrorBody(response: Response): Promise<unknown> {
  const read = readerOf(response.headers.get('content-type') ?? 'text/');
  return read === 'json' ? parseText(await response.text()) : response[read]();
}

/** JSON, or the text where it is none; undefined for the empty one. */
export function parseText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text || undefined;
  }
}
