import type { Writable } from 'node:stream';
import { colorsOf } from './colors.js';
import type { ColorTarget, Colors } from './colors.js';

/** Where a command writes: results to one stream, everything else to the other. */
export interface Terminal {
  readonly outColors: Colors;
  readonly errorColors: Colors;
  /** Writes a result, with a line break at its end. Resolves when it has left. */
  readonly print: (text: string) => Promise<void>;
  /** Writes a remark or a complaint, with a line break at its end. */
  readonly tell: (text: string) => void;
}

/** The two streams of this process, with what an application prints kept out of results. */
export function createTerminal(out: Writable & ColorTarget = process.stdout, error: Writable & ColorTarget = process.stderr): Terminal {
  // Taken now: `divertOutput` puts another function in its place.
  const write = out.write.bind(out);
  return {
    outColors: colorsOf(out),
    errorColors: colorsOf(error),
    print: async (text) =>
      new Promise((resolve, reject) => {
        write(text.endsWith('\n') ? text : `${text}\n`, (problem) => (problem ? reject(problem) : resolve()));
      }),
    tell: (text) => void error.write(text.endsWith('\n') ? text : `${text}\n`),
  };
}

/** What an application prints while it is loaded goes to the standard error: a document on the standard output stays one. */
export function divertOutput(): void {
  process.stdout.write = process.stderr.write.bind(process.stderr);
}
