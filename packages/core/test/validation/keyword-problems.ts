import t from 'tap';
import { findContradictions, findMisspelt } from '#src/validation/keyword-problems.js';

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

t.test('finds keywords that were meant to be others, and lets those of users alone', async (t) => {
  const rows: [string, string | undefined][] = [
    ['minLenght', 'minLength'],
    ['min_length', 'minLength'],
    ['multiple_of', 'multipleOf'],
    ['ge', 'minimum'],
    ['lt', 'exclusiveMaximum'],
    ['max', 'maximum'],
    ['regex', 'pattern'],
    ['Default', 'default'],
    ['minimum', undefined],
    ['description', undefined],
    ['x-minimun', undefined],
    ['$id', undefined],
    ['widget', undefined],
    ['format_', 'format'],
  ];
  for (const [keyword, want] of rows) {
    const found = findMisspelt({ [keyword]: 1 });
    t.equal(found.length, want === undefined ? 0 : 1, keyword);
    if (want !== undefined) t.match(found[0]?.message, `Did you mean '${want}'?`);
  }
});
