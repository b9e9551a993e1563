import { isJson } from './request-body.js';

type Kind = 'json' | 'text' | 'binary';

/** Media types that are texts. */
const TEXT = /^text\/|[/+](xml|yaml)\b|javascript|urlencoded/i;

/**
 * Reads the body of a success by what the document declares, and by its media type where that leaves a choice.
 *
 * @throws SyntaxError for what shall be JSON and is none.
 */
export async function readBody(response: Response, accept: readonly string[]): Promise<unknown> {
  if (accept.length === 0 || /^(204|205|304)$/.test(String(response.status))) {
    await response.body?.cancel();
    return undefined;
  }
  const type = response.headers.get('content-type') ?? accept[0] ?? '';
  const kinds = accept.flatMap((declared): Kind[] => (declared.includes('*') ? [kindOf(type)] : [kindOf(declared)]));
  const kind = kinds.includes(kindOf(type)) ? kindOf(type) : kinds[0];
  if (kind === 'binary') return response.blob();
  const text = await response.text();
  return kind === 'text' ? text : JSON.parse(text);
}

/** Reads the body of an error, which may be anything. */
export async function readErrorBody(response: Response): Promise<unknown> {
  const kind = kindOf(response.headers.get('content-type') ?? 'text/plain');
  if (kind === 'binary') return response.blob();
  const text = await response.text();
  if (text === '') return undefined;
  if (kind === 'text') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function kindOf(type: string): Kind {
  if (isJson(type)) return 'json';
  return TEXT.test(type) ? 'text' : 'binary';
}
