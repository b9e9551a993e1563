import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import t from 'tap';
import { Type } from '#src/schema/type.js';
import type { TSchema } from '#src/schema/typebox.js';
import { collectIssues } from '#src/validation/issues.js';
import { SchemaReader } from '#src/validation/reader.js';
import { Frame } from '#src/validation/reference.js';
import { compileValidator, INVALID } from '#src/validation/validator.js';
import { createRandom, randomJson, randomSchema, sampleValue, toText } from '../fixtures/random-schema.js';
import type { Json } from '../fixtures/random-schema.js';

// What Ajv says of the same schemas and values stands in against-ajv.ts.
const SEED = Number(process.env['TYPHOON_SEED'] ?? 20_260_101);
const SCHEMAS = Number(process.env['TYPHOON_RANDOM_SCHEMAS'] ?? 120);
const SAMPLES = 12;

/** A schema and values of which some fit it. */
const given = fc.tuple(randomSchema, fc.integer(), fc.array(randomJson, { minLength: 3, maxLength: 3 })).map(([schema, seed, others]) => {
  const random = createRandom(seed);
  return { schema, values: [...others, ...Array.from({ length: SAMPLES }, () => sampleValue(schema, schema, random))] };
});

function readWithInterpreter(schema: TSchema, value: unknown, mode: 'json' | 'text'): unknown {
  return new SchemaReader({ mode, limit: 0 }).readRoot(schema, new Frame(schema), value);
}

t.test('reads what the interpreter reads, and has issues for exactly what it refuses', async (t) => {
  fc.assert(
    fc.property(given, ({ schema, values }) => {
      for (const value of values) {
        assertAgreement(schema, value, 'json');
        assertAgreement(schema, toText(value), 'text');
      }
    }),
    { seed: SEED, numRuns: SCHEMAS },
  );
  t.pass();
});

t.test('a repeated scalar takes its last value, and a list of lists is none, for the interpreter too', async (t) => {
  for (const value of [['true'], ['no', 'true'], [['true']], [['no'], 'true'], ['true', ['no']], [[['true']]], []])
    assertAgreement({ type: 'boolean' }, value, 'text');
  t.strictSame(readWithInterpreter(Type.Boolean(), ['no', 'true'], 'text'), true);
  t.equal(readWithInterpreter(Type.Boolean(), [['true']], 'text'), INVALID);
});

t.test('never changes its input', async (t) => {
  fc.assert(
    fc.property(given, ({ schema, values }) => {
      for (const value of values) {
        const before = structuredClone(value);
        compileValidator(Type.Unsafe(schema), 'json').read(value);
        if (!isDeepStrictEqual(before, value)) throw new Error(`${JSON.stringify(before)} became ${JSON.stringify(value)}`);
      }
    }),
    { seed: SEED, numRuns: SCHEMAS / 4 },
  );
  t.pass();
});

function assertAgreement(keywords: { [keyword: string]: unknown }, value: unknown, mode: 'json' | 'text'): void {
  const schema = Type.Unsafe<Json>(keywords);
  const read = compileValidator(schema, mode).read(value);
  const interpreted = readWithInterpreter(schema, value, mode);
  if (!isDeepStrictEqual(read, interpreted))
    throw new Error(`${mode} ${JSON.stringify(value)}: compiled reads ${show(read)}, interpreter ${show(interpreted)}`);
  const issues = collectIssues(schema, value, mode, []);
  if ((read === INVALID) !== issues.length > 0) throw new Error(`${mode} ${JSON.stringify(value)}: ${show(read)} with ${issues.length} issues`);
}

function show(value: unknown): string {
  return value === INVALID ? 'INVALID' : JSON.stringify(value);
}
