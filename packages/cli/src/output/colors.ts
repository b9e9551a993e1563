import { styleText } from 'node:util';

/** Writes text in the colours of a terminal, or as it is. */
export interface Colors {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
}

/** The part of a stream that says whether colours are seen there; `hasColors` heeds NO_COLOR, FORCE_COLOR and TERM. */
export interface ColorTarget {
  readonly isTTY?: boolean;
  readonly hasColors?: (env?: object) => boolean;
}

/**
 * Colours where somebody sees them: on a terminal, unless NO_COLOR says no.
 *
 * @see https://no-color.org
 */
export function colorsOf(stream: ColorTarget, env: NodeJS.ProcessEnv = process.env): Colors {
  const isColored = stream.isTTY === true && !env['NO_COLOR'] && (stream.hasColors?.(env) ?? true);
  const paint = (style: keyof Colors) => (text: string) => (isColored ? colored(style, text) : text);
  return { bold: paint('bold'), dim: paint('dim'), red: paint('red'), green: paint('green'), yellow: paint('yellow'), cyan: paint('cyan') };
}

/** Node 22 asks the standard output whether it has colours, which is not the stream in question. */
function colored(style: keyof Colors, text: string): string {
  return (styleText as (style: string, text: string, options: object) => string)(style, text, { validateStream: false });
}
