import t from 'tap';
import { suggest } from '#src/output/suggestion.js';

const KNOWN = ['entry', 'host', 'port', 'client'];

/** What was written, and what was meant. */
const ROWS = [
  ['entyr', 'entry'],
  ['Port', 'port'],
  ['clients', 'client'],
  ['hsot', 'host'],
  ['workers', undefined],
  ['', undefined],
] as const;

t.test('suggests the nearest name, where one is near', async (t) => {
  t.strictSame(
    ROWS.map(([given]) => suggest(given, KNOWN)),
    ROWS.map(([, meant]) => meant),
  );
});
