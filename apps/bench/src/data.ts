/** What every server answers with: the work is the framework's, not the handler's. */
export interface CatalogueEntry {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly price: number;
  readonly inStock: boolean;
  readonly tags: readonly string[];
  readonly createdAt: string;
  readonly maker: { readonly id: number; readonly name: string };
}

export const CATALOGUE: readonly CatalogueEntry[] = Array.from({ length: 100 }, (_, index) => ({
  id: index + 1,
  name: `Article ${index + 1}`,
  description: `A fine article, number ${index + 1}, made with care.`,
  price: 10 + index / 4,
  inStock: index % 3 !== 0,
  tags: ['new', `group-${index % 7}`],
  createdAt: new Date(1_700_000_000_000 + index * 86_400_000).toISOString(),
  maker: { id: index % 5, name: `Maker ${index % 5}` },
}));

export interface Tick {
  readonly number: number;
  readonly price: number;
}

/** Items that are all at hand, for streams. */
export async function* readTicks(count: number): AsyncGenerator<Tick, void> {
  for (let number = 0; number < count; number++) {
    yield { number, price: number / 4 };
  }
  await Promise.resolve();
}

/** Items that come one by one, each in a turn of its own. */
export async function* awaitTicks(count: number): AsyncGenerator<Tick, void> {
  for (let number = 0; number < count; number++) {
    await new Promise((resolve) => setImmediate(resolve));
    yield { number, price: number / 4 };
  }
}

/** Not in any schema: what a server does with it shows whether it filters. */
export const SECRET = 'never sent';
