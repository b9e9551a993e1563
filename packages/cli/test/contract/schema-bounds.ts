import t from 'tap';
import { boundMisfits } from '#src/contract/schema-bounds.js';

/** Two schemas, and what of the first may be out of the bounds of the second. */
const ROWS: readonly (readonly [object, object, readonly string[]])[] = [
  [{ minimum: 1 }, { minimum: 0 }, []],
  [{ minimum: 0 }, { exclusiveMinimum: 0 }, ['exclusiveMinimum']],
  [{ exclusiveMinimum: 0 }, { minimum: 0 }, []],
  [{ maximum: 5, exclusiveMaximum: 5 }, { exclusiveMaximum: 5 }, []],
  [{}, { maximum: 5 }, ['maximum']],
  [{ multipleOf: 0.3 }, { multipleOf: 0.1 }, []],
  [{ multipleOf: 5 }, { multipleOf: 10 }, ['multipleOf']],
  [{ minItems: 1, maxItems: 2 }, { minItems: 2, maxItems: 1 }, ['minItems', 'maxItems']],
  [{ uniqueItems: true }, {}, []],
  [{}, { uniqueItems: true, pattern: 'a', format: 'b' }, ['pattern', 'format', 'uniqueItems']],
];

t.test('bounds are kept where they are as tight', async (t) => {
  for (const [inner, outer, keywords] of ROWS) {
    t.strictSame(
      boundMisfits(inner as never, outer as never, '').map(({ keyword }) => keyword),
      keywords,
    );
  }
});
