import t from 'tap';
import { createApp } from '#src/app.js';
import { formatTable } from '#src/dependency/format-table.js';

t.test('gives the formats of the application, and nothing where it has none', async (t) => {
  const plate = (text: string): boolean => text === 'B-X 1';
  for (const [options, want] of [
    [{ formats: { plate } }, { plate }],
    [{}, undefined],
  ] as const) {
    const app = createApp({ controllers: [], server: { logger: false }, ...options });
    t.teardown(() => app.close());
    t.strictSame(await app.run(formatTable, (formats) => formats), want);
  }
});
