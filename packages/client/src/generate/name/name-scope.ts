/** Names that are given once each. */
export class NameScope {
  readonly #taken: Set<string>;
  readonly #fold: (name: string) => string;

  /** `fold` says which names count as the same: file names do whatever their case. */
  constructor(taken: Iterable<string> = [], fold: (name: string) => string = (name) => name) {
    this.#fold = fold;
    this.#taken = new Set([...taken].map(fold));
  }

  /** The name itself, or with the first number that makes it one of its own: 'pet', 'pet2', 'pet3'. */
  take(name: string, separator = ''): string {
    for (let count = 1; ; count += 1) {
      const candidate = count === 1 ? name : `${name}${separator}${count}`;
      if (!this.has(candidate)) {
        this.#taken.add(this.#fold(candidate));
        return candidate;
      }
    }
  }

  has(name: string): boolean {
    return this.#taken.has(this.#fold(name));
  }
}
