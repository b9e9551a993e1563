import { codecOf } from '../schema/codec.js';
import type { ErrorCode } from '../errors.js';
import { isKnownFormat, knownFormats } from '../schema/formats.js';
import type { FormatTable } from '../schema/formats.js';
import { isModelClass } from '../schema/model.js';
import { isOptional, isTransform, kindOf } from '../schema/typebox.js';
import type { JsonSchema, TSchema } from '../schema/typebox.js';
import { expressionFlags } from './constraint.js';
import { findDiscriminator } from './discriminator.js';
import { formatMember } from './issue-message.js';
import { findContradictions, findMisspelt } from './keyword-problems.js';
import { findMisfit } from './misfit.js';
import { findNearest } from './nearest-word.js';
import { findPatternProblem } from './pattern-problems.js';
import { Frame } from './reference.js';
import { asTypeBox, isNull, mapOf, nodesOf } from './shape.js';

/** One mistake in a schema: `path` is where in the schema, `properties.name.pattern`; empty for the schema itself. */
export interface SchemaProblem {
  readonly code: ErrorCode;
  readonly path: string;
  readonly message: string;
}

/**
 * Everything in a schema that could not work or does not say what it seems to say, for boot. `formats` are the application's own.
 *
 * Schemas are walked, not compiled: that would take ten times as long, for routes that may never be asked.
 */
export function findSchemaProblems(schema: TSchema, formats?: FormatTable): SchemaProblem[] {
  const search = new ProblemSearch(formats);
  search.visit(schema, undefined, new Frame(schema));
  return search.problems;
}

/** Where in the schema, the last step first; undefined for the schema itself. */
type Path = { readonly parent: Path; readonly step: string | number } | undefined;

function at(parent: Path, step: string | number): Path {
  return { parent, step };
}

function formatPath(path: Path): string {
  if (path === undefined) return '';
  return path.parent === undefined ? String(path.step) : `${formatPath(path.parent)}.${path.step}`;
}

/** Schemas without a mistake and without a reference, which another place could make a mistake of, by the formats known: models are used by many routes. */
const faultlessOf = new WeakMap<FormatTable, WeakSet<object>>();
const NO_FORMATS: FormatTable = {};

function faultlessBy(formats: FormatTable = NO_FORMATS): WeakSet<object> {
  const known = faultlessOf.get(formats) ?? new WeakSet();
  faultlessOf.set(formats, known);
  return known;
}

/** What a keyword holds: one schema or a list of them, or schemas by name. */
export const SUBSCHEMAS: ReadonlyMap<string, 'schemas' | 'map'> = new Map([
  ...['items', 'additionalItems', 'additionalProperties', 'unevaluatedProperties', 'propertyNames', 'contains'].map((keyword) => [keyword, 'schemas'] as const),
  ...['allOf', 'anyOf', 'oneOf', 'prefixItems', 'not', 'if', 'then', 'else'].map((keyword) => [keyword, 'schemas'] as const),
  ...['properties', 'patternProperties', 'dependentSchemas'].map((keyword) => [keyword, 'map'] as const),
]);

/** As clients send it, or as handlers return it. */
const EXAMPLE_MODES = ['json', 'output'] as const;

const TYPES = new Set(['string', 'number', 'integer', 'boolean', 'null', 'array', 'object', 'undefined', 'void', 'RegExp']);
/** What TypeBox can describe and no request can carry. */
const FOREIGN_KINDS = new Set(['Function', 'Constructor', 'Promise', 'Iterator', 'AsyncIterator', 'Symbol']);

class ProblemSearch {
  readonly problems: SchemaProblem[] = [];
  readonly #formats: FormatTable | undefined;
  readonly #faultless: WeakSet<object>;
  readonly #seen = new Map<object, Frame>();
  readonly #open = new Set<object>();
  /** How often something was met whose mistakes, if any, are counted elsewhere. */
  #unsure = 0;

  constructor(formats: FormatTable | undefined) {
    this.#formats = formats;
    this.#faultless = faultlessBy(formats);
  }

  visit(node: unknown, path: Path, frame: Frame): void {
    if (typeof node === 'boolean') return;
    if (typeof node !== 'object' || node === null || Array.isArray(node)) {
      this.#add('TYPHOON_ERR_SCHEMA_INVALID', path, `${describe(node)} stands where a schema is expected. ${cureFor(node)}`);
      return;
    }
    if (this.#open.has(node)) {
      this.#add('TYPHOON_ERR_SCHEMA_INVALID', path, 'the schema contains itself. Use Type.Recursive((This) => …), and This where it comes again.');
      return;
    }
    if (this.#faultless.has(node)) return;
    if (this.#seen.get(node) === frame) {
      this.#unsure++;
      return;
    }
    this.#seen.set(node, frame);
    this.#open.add(node);
    const before = this.problems.length + this.#unsure;
    this.#visitSchema(node as JsonSchema, path, frame);
    // A transform is a mistake within another schema only.
    if (this.problems.length + this.#unsure === before && !isTransform(asTypeBox(node as JsonSchema))) this.#faultless.add(node);
    this.#open.delete(node);
  }

  #visitSchema(node: JsonSchema, path: Path, frame: Frame): void {
    this.#checkMarks(node, path, frame);
    const codec = codecOf(asTypeBox(node));
    if (codec !== undefined) {
      this.visit(codec.wire, path, frame);
      return;
    }
    if (!this.#checkType(node, path)) return;
    this.#checkFormat(node, path);
    this.#checkPatterns(node, path);
    for (const { keyword, message } of [...findMisspelt(node), ...findContradictions(node)])
      this.#add('TYPHOON_ERR_SCHEMA_INVALID', at(path, keyword), message);
    const inner = frame.enter(node);
    this.#checkDiscriminator(node, path, inner);
    this.#visitChildren(node, path, inner);
    this.#visitReference(node, path, inner);
  }

  // — what TypeBox notes on a schema —

  #checkMarks(node: JsonSchema, path: Path, frame: Frame): void {
    const hasDefault = node['default'] !== undefined;
    if (isOptional(asTypeBox(node)) && hasDefault) {
      this.#add(
        'TYPHOON_ERR_SCHEMA_INVALID',
        path,
        "Type.Optional() and a default contradict each other: with the default the value is never absent, but its type says 'undefined'. Remove one of them.",
      );
    } else if (hasDefault) this.#checkDefault(node, path, frame);
    if ('examples' in node || 'example' in node) this.#checkExamples(node, path, frame);
    if (isTransform(asTypeBox(node)) && path !== undefined) {
      this.#add(
        'TYPHOON_ERR_SCHEMA_INVALID',
        path,
        'Type.Transform() within another schema is not decoded by its type. Decode the whole value, or use Type.DateTime(), Type.Url(), Type.Set() or Type.Map().',
      );
    }
  }

  #checkDefault(node: JsonSchema, path: Path, frame: Frame): void {
    const misfit = findMisfit(node, frame, node['default'], { formats: this.#formats });
    if (misfit === undefined) return;
    this.#add('TYPHOON_ERR_SCHEMA_INVALID', at(path, 'default'), `the default does not fit its own schema${misfit}. Change one of them.`);
  }

  /** `examples` of JSON Schema, `example` of OpenAPI 3.0. What a transform makes of one is not asked: its function is the user's. */
  #checkExamples(node: JsonSchema, path: Path, frame: Frame): void {
    if (isTransform(asTypeBox(node))) return;
    const { example, examples } = node;
    const listed = Array.isArray(examples) ? examples.map((value: unknown, index) => ({ value, path: at(at(path, 'examples'), index) })) : [];
    const all = example === undefined ? listed : [...listed, { value: example, path: at(path, 'example') }];
    for (const { value, path: place } of all) {
      const misfit = findMisfit(node, frame, value, { formats: this.#formats, modes: EXAMPLE_MODES });
      if (misfit !== undefined) this.#add('TYPHOON_ERR_SCHEMA_INVALID', place, `the example does not fit its own schema${misfit}. Change one of them.`);
    }
  }

  // — keywords —

  #checkType(node: JsonSchema, path: Path): boolean {
    const kind = kindOf(asTypeBox(node));
    if (FOREIGN_KINDS.has(kind)) {
      this.#add('TYPHOON_ERR_SCHEMA_INVALID', path, `no request and no JSON can carry Type.${kind}(). Use a type that has a JSON form.`);
      return false;
    }
    const { type } = node;
    const names: readonly unknown[] = type === undefined ? [] : Array.isArray(type) ? type : [type];
    const unknown = names.filter((name) => typeof name !== 'string' || !TYPES.has(name));
    for (const name of unknown) {
      this.#add(
        'TYPHOON_ERR_SCHEMA_INVALID',
        at(path, 'type'),
        `${describe(name)} is no type of JSON Schema.${didYouMean(name, [...TYPES])} Use one of 'string', 'number', 'integer', 'boolean', 'null', 'array', 'object'.`,
      );
    }
    return unknown.length === 0;
  }

  // An unknown format says something to people and other tools, and nothing to us; but a misspelt one would check nothing.
  #checkFormat(node: JsonSchema, path: Path): void {
    const { format } = node;
    if (typeof format !== 'string' || isKnownFormat(format, this.#formats)) return;
    const nearest = findNearest(format, knownFormats(this.#formats));
    if (nearest !== undefined)
      this.#add(
        'TYPHOON_ERR_SCHEMA_INVALID',
        at(path, 'format'),
        `the format '${format}' is not known, hence nothing would check it. Did you mean '${nearest}'?`,
      );
  }

  #checkPatterns(node: JsonSchema, path: Path): void {
    const isExpression = node['type'] === 'RegExp';
    const source = isExpression ? node['source'] : node['pattern'];
    const flags = isExpression ? expressionFlags(node['flags']) : 'u';
    if (typeof source === 'string') this.#checkPattern(source, flags, node, at(path, isExpression ? 'source' : 'pattern'));
    for (const key of Object.keys(mapOf(node, 'patternProperties')))
      this.#checkPattern(key, 'u', { ...node, maxLength: undefined }, at(at(path, 'patternProperties'), key));
  }

  #checkPattern(source: string, flags: string, node: JsonSchema, path: Path): void {
    const problem = findPatternProblem(source, flags, node);
    if (problem !== undefined) this.#add(problem.code, path, problem.message);
  }

  #checkDiscriminator(node: JsonSchema, path: Path, frame: Frame): void {
    const declared: unknown = (node['discriminator'] as { propertyName?: unknown } | undefined)?.propertyName;
    const branches = (nodesOf(node, 'anyOf') ?? nodesOf(node, 'oneOf'))?.filter((branch) => !isNull(branch));
    if (typeof declared !== 'string' || branches === undefined || branches.length < 2) return;
    if (findDiscriminator(node, branches, frame) !== undefined) return;
    this.#add(
      'TYPHOON_ERR_SCHEMA_INVALID',
      at(path, 'discriminator'),
      `'${declared}' cannot tell the branches apart. Give each of them a required property '${declared}: Type.Literal(…)' with a value of its own.`,
    );
  }

  // — what a schema is made of —

  #visitChildren(node: JsonSchema, path: Path, frame: Frame): void {
    for (const keyword of Object.keys(node)) {
      const holds = SUBSCHEMAS.get(keyword);
      if (holds === undefined || node[keyword] === undefined) continue;
      if (holds === 'map') this.#visitMap(mapOf(node, keyword), at(path, keyword), frame);
      else this.#visitSchemas(node[keyword], at(path, keyword), frame);
    }
  }

  #visitMap(children: Readonly<Record<string, unknown>>, path: Path, frame: Frame): void {
    for (const name of Object.keys(children)) this.visit(children[name], at(path, name), frame);
  }

  #visitSchemas(child: unknown, path: Path, frame: Frame): void {
    if (!Array.isArray(child)) {
      this.visit(child, path, frame);
      return;
    }
    for (const [index, item] of child.entries()) this.visit(item, at(path, index), frame);
  }

  #visitReference(node: JsonSchema, path: Path, frame: Frame): void {
    const reference = node['$ref'];
    if (typeof reference !== 'string') return;
    this.#unsure++;
    const target = frame.resolve(reference);
    if (target === undefined) {
      this.#add(
        'TYPHOON_ERR_SCHEMA_INVALID',
        at(path, '$ref'),
        `'${reference}' leads nowhere within the schema. Put the schema itself there, or use Type.Module() or Type.Recursive().`,
      );
    } else if (typeof target.schema === 'object' && !this.#open.has(target.schema)) this.visit(target.schema, at(path, '$ref'), target.frame);
  }

  #add(code: ErrorCode, path: Path, message: string): void {
    this.problems.push({ code, path: formatPath(path), message });
  }
}

function describe(value: unknown): string {
  return typeof value === 'function'
    ? `${isModelClass(value) ? 'the model' : 'the constructor or function'} '${value.name}'`
    : typeof value === 'object' && value !== null
      ? 'an object'
      : formatMember(value);
}

function cureFor(value: unknown): string {
  return isModelClass(value) ? `Inside of other schemas write ${value.name}.schema.` : "Use Type.String() or another type, or a model's schema.";
}

function didYouMean(word: unknown, words: readonly string[]): string {
  const nearest = typeof word === 'string' ? findNearest(word, words) : undefined;
  return nearest === undefined ? '' : ` Did you mean '${nearest}'?`;
}
