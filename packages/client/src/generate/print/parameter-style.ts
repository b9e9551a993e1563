/** OpenAPI's styles, as the run time is told of them. @see OpenAPI 3.1.1 §4.8.12.6 (Style Examples), 3.2.0 §4.12.3 (Style Values) */
import { Name } from './literal.js';

/** Before and between the parts of a path's segment. */
const MARKS: Readonly<Record<string, string>> = { label: '.', matrix: ';' };

/** Between the items of one text. */
const DELIMITERS: Readonly<Record<string, string>> = { spaceDelimited: '%20', pipeDelimited: '%7C' };

/**
 * What distinguishes a style: nothing but `explode` where it is one of the usual ones, `form` and `simple`.
 *
 * @param explode As declared. Default: true for `form`, `cookie` and `deepObject`, which knows nothing else.
 * @example toParameterStyle('matrix', undefined)?.mark; // → ';'
 */
export function toParameterStyle(style: string, explode: boolean | undefined) {
  const deep = style === 'deepObject' || undefined;
  const encode = style === 'cookie' ? new Name('String') : undefined;
  return { mark: MARKS[style], join: DELIMITERS[style], deep, encode, explode: deep ?? explode ?? (style === 'form' || style === 'cookie') };
}
