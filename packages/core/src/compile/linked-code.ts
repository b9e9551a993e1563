/** Code in the making: it reaches what cannot be written as text by names. */
export class LinkedCode {
  readonly #constants: unknown[] = [];

  /** The name under which the code reaches a value: `k0`, `k1`, … */
  constant(value: unknown): string {
    return `k${this.#constants.push(value) - 1}`;
  }

  /**
   * Makes what the code returns.
   *
   * @param lines What a client has sent never gets in here: names of the program are written as JSON texts, places as numbers.
   * @param names What the code names beside its constants.
   * @throws SyntaxError where the lines are no code.
   */
  link<TResult>(lines: readonly string[], names: Readonly<Record<string, unknown>> = {}): TResult {
    const constants = this.#constants.map((_value, index) => `const k${index} = k[${index}];`);
    const source = [`'use strict';`, ...constants, ...lines].join('\n');
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- generated code is the point, see above
    const link = new Function('k', ...Object.keys(names), source) as (...values: unknown[]) => TResult;
    return link(this.#constants, ...Object.values(names));
  }
}
