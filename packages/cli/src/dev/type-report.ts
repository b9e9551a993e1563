import type { Colors } from '../output/colors.js';

/** Errors that are shown; the rest is counted. */
const MOST_SHOWN = 8;

/** Reads what `tsc --watch` prints, and condenses each of its reports. */
export class TypeReports {
  readonly #colors: Colors;
  #rest = '';
  #errors: string[] = [];
  #last: string | undefined;

  constructor(colors: Colors) {
    this.#colors = colors;
  }

  /** Takes a part of the output; returns the reports that it completes, those that say nothing new left out. */
  read(chunk: string): readonly string[] {
    const lines = (this.#rest + chunk).split(/\r?\n/);
    this.#rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.#readLine(line));
  }

  #readLine(line: string): readonly string[] {
    const [, place, row, column, code, message] = /^(\S.*?)\((\d+),(\d+)\): error (TS\d+): (.*)$/.exec(line) ?? [];
    if (place !== undefined) this.#errors.push(`${place}:${row}:${column} ${message} ${this.#colors.dim(String(code))}`);
    const [, bare] = /^(error TS\d+: .*)$/.exec(line) ?? [];
    if (bare !== undefined) this.#errors.push(bare);
    return /Found \d+ errors?\./.test(line) ? this.#finish() : [];
  }

  #finish(): readonly string[] {
    const errors = this.#errors.splice(0);
    const report = errors.join('\n');
    const isFirst = this.#last === undefined;
    const isNew = report !== this.#last;
    this.#last = report;
    if (!isNew || (isFirst && errors.length === 0)) return [];
    return [errors.length === 0 ? this.#colors.green('types are fine again') : this.#format(errors)];
  }

  #format(errors: readonly string[]): string {
    const count = errors.length === 1 ? '1 type error' : `${errors.length} type errors`;
    const more = errors.length > MOST_SHOWN ? [`  … and ${errors.length - MOST_SHOWN} more`] : [];
    return [this.#colors.yellow(count), ...errors.slice(0, MOST_SHOWN).map((error) => `  ${error}`), ...more].join('\n');
  }
}
