/**
 * Random schemas and values. What our validator accepts and refuses is compared with Ajv (JSON Schema 2020-12); what it
 * accepts goes through the serializer and comes back as it was; what nobody declared does not leave.
 *
 * A failure prints the seed; `TYPHOON_SEED=… node dist-test/validation/against-ajv.js` repeats it.
 */
import { isDeepStrictEqual } from 'node:util';
import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import t from 'tap';
import { Type } from '#src/schema/type.js';
import type { TSchema } from '#src/schema/typebox.js';
import { compileSerializer } from '#src/serialization/serializer.js';
import { compileValidator, INVALID } from '#src/validation/validator.js';
import { createRandom, randomJson, randomSchema, sampleValue } from '../fixtures/random-schema.js';
import type { Json } from '../fixtures/random-schema.js';

const SEED = Number(process.env['TYPHOON_SEED'] ?? 20_260_101);
const SCHEMAS = Number(process.env['TYPHOON_RANDOM_SCHEMAS'] ?? 120);
const SAMPLES = 10;

t.setTimeout(120_000);

/** A schema and values of which some fit it. */
const given = fc.tuple(randomSchema, fc.integer(), fc.array(randomJson, { minLength: 2, maxLength: 2 })).map(([schema, seed, others]) => {
  const random = createRandom(seed);
  return { schema, values: [...others, ...Array.from({ length: SAMPLES }, () => sampleValue(schema, schema, random))] };
});

const ajv = new Ajv2020({ strict: false, unicodeRegExp: true, validateSchema: false });
addFormats.default(ajv);

t.test('accepts and refuses what Ajv accepts and refuses', async (t) => {
  const counts = { accepted: 0, refused: 0 };
  fc.assert(
    fc.property(given, ({ schema, values }) => {
      const check = ajv.compile(schema);
      const { read } = compileValidator(Type.Unsafe(schema), 'json');
      for (const value of values) {
        const isAccepted = read(value) !== INVALID;
        if (isAccepted !== check(value)) throw new Error(`${isAccepted ? 'accepts' : 'refuses'} ${JSON.stringify(value)}`);
        counts[isAccepted ? 'accepted' : 'refused']++;
      }
    }),
    { seed: SEED, numRuns: SCHEMAS },
  );
  t.ok(counts.accepted > SCHEMAS && counts.refused > SCHEMAS, `${counts.accepted} accepted, ${counts.refused} refused`);
});

interface Difference {
  readonly schema: Record<string, unknown>;
  readonly value: unknown;
  readonly ajv: boolean | 'throws';
  readonly ours: boolean;
  readonly why: string;
}

/** Where the two differ on purpose; none of this is generated above. */
const differences: readonly Difference[] = [
  { schema: { type: 'number', multipleOf: 0.01 }, value: 19.99, ajv: false, ours: true, why: 'Ajv divides doubles, we count in decimal' },
  { schema: { type: 'number', multipleOf: 0.1 }, value: 0.3, ajv: false, ours: true, why: 'Ajv divides doubles, we count in decimal' },
  { schema: { minimum: 1 }, value: NaN, ajv: false, ours: true, why: 'NaN is no number of JSON: without a type it is none to be compared' },
  { schema: { format: 'time', type: 'string' }, value: '12:00:00', ajv: false, ours: true, why: 'browsers and databases send a time of day without an offset' },
  {
    schema: { type: 'object', additionalProperties: false },
    value: JSON.parse('{"__proto__":1}'),
    ajv: false,
    ours: true,
    why: '__proto__ is stripped before anything looks',
  },
  { schema: { type: 'object', required: ['constructor'] }, value: {}, ajv: true, ours: false, why: 'what every object inherits was not sent' },
  {
    schema: {
      allOf: [
        { $id: 'Twice', type: 'integer' },
        { $id: 'Twice', type: 'integer' },
      ],
    },
    value: 1,
    ajv: 'throws',
    ours: true,
    why: 'an id may be embedded twice',
  },
  {
    schema: {
      if: { type: 'object', patternProperties: { '^a': { type: 'string' } } },
      then: { anyOf: [{}, { type: 'null' }] },
      else: {},
      unevaluatedProperties: false,
    },
    value: { a: [] },
    ajv: true,
    ours: false,
    why: 'Ajv takes for looked at what a condition that does not hold has looked at',
  },
  {
    schema: {
      patternProperties: { '^a': { not: { type: 'array' } } },
      anyOf: [{ properties: {} }, { anyOf: [{ properties: { a: { $ref: '#/$defs/text' }, k: { const: 'b' } } }, { properties: { k: { const: 'c' } } }] }],
      $defs: { text: { anyOf: [{ type: 'object' }, { type: 'string' }] } },
    },
    value: { a: 1, k: 'b' },
    ajv: 'throws',
    ours: true,
    why: 'Ajv writes down what was looked at into a list that it has not made',
  },
];

t.test('differs from Ajv only where it is written', async (t) => {
  for (const { schema, value, ours, why, ajv: theirs } of differences) {
    t.equal(compileValidator(Type.Unsafe(schema), 'json').read(value) !== INVALID, ours, `${JSON.stringify(schema)}: ${why}`);
    t.equal(askAjv(schema, value), theirs, `${JSON.stringify(schema)}: what Ajv says`);
  }
});

function askAjv(schema: Record<string, unknown>, value: unknown): boolean | 'throws' {
  const own = new Ajv2020({ strict: false, unicodeRegExp: true, validateSchema: false, logger: false });
  addFormats.default(own);
  try {
    return own.validate(schema, value);
  } catch {
    return 'throws';
  }
}

t.test('what is accepted comes back from the serializer as it was read', async (t) => {
  let count = 0;
  fc.assert(
    fc.property(describing, ({ schema, values }) => {
      const typed = Type.Unsafe(schema);
      for (const value of values) {
        const read = compileValidator(typed, 'json').read(value);
        if (read === INVALID) continue;
        const written = writeOrExplain(typed, read);
        const again: unknown = JSON.parse(written);
        if (!isDeepStrictEqual(again, read)) throw new Error(`${JSON.stringify(value)} was read as ${JSON.stringify(read)} and written as ${written}`);
        count++;
      }
    }),
    { seed: SEED + 1, numRuns: SCHEMAS },
  );
  t.ok(count > SCHEMAS, `${count} values`);
});

function writeOrExplain(schema: TSchema, read: unknown): string {
  try {
    return compileSerializer(schema)(read);
  } catch (error) {
    throw new Error(`${JSON.stringify(read)} cannot be written: ${String(error)}`, { cause: error });
  }
}

/**
 * Where the serializer takes a schema otherwise than JSON Schema does, and writes less than was read, never more:
 *
 * - `unevaluatedProperties` without a type means an object.
 * - Where `required` stands among schemas that are combined and none of them describes the name, it depends on the branch whether it is declared.
 * - `not` describes no property: beside a branch that describes some, it is the other that is written.
 * - So do a condition and what follows it: of `if: { properties }` what is described there is written, too, and nothing else.
 * - A constant that is an object, among schemas that are combined, is read by what they describe.
 * - A property that a pattern fits as well is read as both say, and written as the property says.
 */
const describing = given.filter(({ schema }) => saysWhatItMeans(schema, false));

function saysWhatItMeans(node: unknown, isCombined: boolean): boolean {
  if (typeof node !== 'object' || node === null) return true;
  if (Array.isArray(node)) return node.every((child) => saysWhatItMeans(child, isCombined));
  const { type, required = [], properties = {}, patternProperties = {}, if: condition, const: constant, enum: members = [] } = node as Described;
  if (type === undefined && 'unevaluatedProperties' in node) return false;
  if ((isCombined && ('not' in node || [constant, ...members].some(isContainer))) || (isContainer(condition) && 'properties' in condition)) return false;
  if (Object.keys(patternProperties).some((pattern) => Object.keys(properties).some((name) => new RegExp(pattern, 'u').test(name)))) return false;
  const combines = isCombined || COMBINING.some((keyword) => keyword in node);
  if (combines && !required.every((name) => Object.hasOwn(properties, name))) return false;
  return Object.entries(node).every(([keyword, child]) => saysWhatItMeans(child, COMBINING.includes(keyword)));
}

interface Described {
  readonly type?: unknown;
  readonly required?: string[];
  readonly properties?: object;
  readonly patternProperties?: object;
  readonly if?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

const COMBINING = ['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentSchemas'];

const SECRET = 'nobody declared this';

t.test('what nobody declared neither arrives nor leaves', async (t) => {
  let count = 0;
  fc.assert(
    fc.property(
      given.filter(({ schema }) => isClosed(schema)),
      ({ schema, values }) => {
        const typed = Type.Unsafe(schema);
        const { read } = compileValidator(typed, 'json');
        const write = compileSerializer(typed);
        for (const value of values) {
          const result = read(value);
          if (result === INVALID) continue;
          const arrived = JSON.stringify(read(withSecrets(value)) ?? null);
          if (arrived?.includes(SECRET)) throw new Error(`${arrived} arrived`);
          const text = attempt(() => write(withSecrets(result)));
          if (text.includes(SECRET)) throw new Error(`${text} left`);
          count++;
        }
      },
    ),
    { seed: SEED + 2, numRuns: SCHEMAS },
  );
  t.ok(count > SCHEMAS, `${count} values`);
});

function attempt(write: () => string): string {
  try {
    return write();
  } catch {
    return '';
  }
}

function withSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSecrets);
  if (typeof value !== 'object' || value === null) return value;
  return { ...Object.fromEntries(Object.entries(value).map(([key, child]) => [key, withSecrets(child)])), [SECRET]: SECRET };
}

/** Keywords under which anything is declared, whatever its name. */
const OPENINGS = [
  'additionalProperties',
  'patternProperties',
  'unevaluatedProperties',
  'not',
  'if',
  'const',
  'enum',
  'contains',
  'propertyNames',
  'dependentSchemas',
];

/** True where every object within says which properties it has. */
function isClosed(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return node === false;
  const schema = node as Record<string, Json & { [name: string]: Json }>;
  if (OPENINGS.some((keyword) => keyword in schema && schema[keyword] !== (false as never))) return false;
  const { $defs, properties, required, items, prefixItems, anyOf, oneOf, allOf, type, $ref } = schema;
  // A name that is only required is declared too, and may hold anything.
  if (((required ?? []) as unknown as string[]).some((name) => !Object.hasOwn(properties ?? {}, name))) return false;
  const names = [type].flat() as unknown[];
  if (type === undefined && anyOf === undefined && oneOf === undefined && allOf === undefined && $ref === undefined) return false;
  if (names.includes('object') && properties === undefined) return false;
  if (names.includes('array') && items === undefined) return false;
  const parts = [
    ...Object.values($defs ?? {}),
    ...Object.values(properties ?? {}),
    ...[items ?? []].flat(),
    ...[prefixItems, anyOf, oneOf, allOf].flatMap((list) => (list as unknown[] | undefined) ?? []),
  ];
  return parts.every(isClosed);
}
