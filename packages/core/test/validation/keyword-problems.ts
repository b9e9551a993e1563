import t from 'tap';
import { findContradictions } from '#src/validation/keyword-problems.js';

t.test('finds limits that no value is within', async (t) => {
  const rows: [Record<string, unknown>, string | undefined][] = [
    [{ minLength: 3, maxLength: 2 }, 'minLength'],
    [{ minimum: 1, maximum: 0 }, 'minimum'],
    [{ minItems: 2, maxItems: 1 }, 'minItems'],
    [{ minLength: 2, maxLength: 2 }, undefined],
    [{ minLength: -1 }, 'minLength'],
    [{ maxItems: 1.5 }, 'maxItems'],
    [{ minimum: NaN }, 'minimum'],
    [{ maximum: '3' }, 'maximum'],
    [{ minimum: 1n }, undefined],
    [{ multipleOf: 0 }, 'multipleOf'],
    [{ multipleOf: 0.01 }, undefined],
    [{ enum: [] }, 'enum'],
    [{ anyOf: [] }, 'anyOf'],
    [{ oneOf: [{}] }, undefined],
  ];
  for (const [schema, want] of rows) {
    const found = findContradictions(schema);
    t.strictSame(
      found.map(({ keyword }) => keyword),
      want === undefined ? [] : [want],
      JSON.stringify(Object.keys(schema)),
    );
    for (const { message } of found) t.match(message, /\.$/);
  }
});
