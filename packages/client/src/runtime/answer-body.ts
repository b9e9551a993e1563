import { readerOf } from './media-type.js';

/**
 * Reads the body of a success by what the document declares, and by its media type where that leaves a choice.
 *
 * @throws SyntaxError for what shall be JSON and is none.
 */
export const readBody = async (response: Response, accept: readonly string[], parse: (text: string) => unknown = JSON.parse): Promise<unknown> => {
  if (!accept.length || !response.body) return response.body?.cancel();
  const read = readerOf(response.headers.get('content-type') ?? accept[0]);
  const chosen = accept.some((type) => type.includes('*') || readerOf(type) === read) ? read : readerOf(accept[0]);
  return chosen === 'json' ? parse(await response.text()) : response[chosen]();
};

/** JSON, or the text where it is none; undefined for the empty one. */
export const parseText = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text || undefined;
  }
};
