import { isJson } from './request-body.js';

/**
 * Reads the body of a success by what the document declares, and by its media type where that leaves a choice.
 *
 * @throws SyntaxError for what shall be JSON and is none.
 */
export async function readBody(response: Response, accept: readonly string[]): Promise<unknown> {
  if (!accept.length || response.status === 204 || response.status === 205) return response.body?.cancel();
  const kind = kindOf(response.headers.get('content-type') ?? accept[0]);
  const kinds = accept.map((type) => (type.includes('*') ? kind : kindOf(type)));
  return READERS[kinds.includes(kind) ? kind : (kinds[0] ?? kind)](response);
}

/** Reads the body of an error, which may be anything. */
export async function readErrorBody(response: Response): Promise<unknown> {
  const kind = kindOf(response.headers.get('content-type') ?? 'text/plain');
  return kind === 'json' ? parseText(await response.text()) : READERS[kind](response);
}

/** JSON, or the text where it is none; undefined for the empty one. */
export function parseText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text || undefined;
  }
}

const READERS = {
  json: async (response: Response): Promise<unknown> => JSON.parse(await response.text()),
  text: (response: Response) => response.text(),
  binary: (response: Response) => response.blob(),
};

function kindOf(type = ''): keyof typeof READERS {
  if (isJson(type)) return 'json';
  return /^text\/|[/+](xml|yaml)\b|javascript|urlencoded/i.test(type) ? 'text' : 'binary';
}
