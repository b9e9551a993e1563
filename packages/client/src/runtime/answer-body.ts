import { readerOf } from './media-type.js';
import type { OperationDefinition } from './operation-definition.js';

/**
 * Reads the body of a success by what the document declares, and by its media type where that leaves a choice; that of an error by its
 * media type.
 *
 * @throws SyntaxError for a success that shall be JSON and is none.
 */
export const readBody = async (
  response: Response,
  { accept = [], decode = (body) => body }: Pick<OperationDefinition, 'accept' | 'decode'>,
): Promise<unknown> => {
  const { ok, body } = response;
  const declared = ok ? accept : ['text/*'];
  if (!declared.length || !body) return body?.cancel();
  const type = response.headers.get('content-type') ?? declared[0];
  const reader = readerOf(declared.some((one) => one.includes('*') || readerOf(one) === readerOf(type)) ? type : declared[0]);
  const parse = ok ? JSON.parse : parseText;
  return decode(reader === 'json' ? parse(await response.text()) : await response[reader]());
};

/** JSON, or the text where it is none; undefined for the empty one. */
export const parseText = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text || undefined;
  }
};
