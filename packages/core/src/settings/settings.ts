import type { InferInput, SchemaLike } from '../decorators/check.js';
import { createDependency } from '../dependency/dependency.js';
import type { Dependency } from '../dependency/dependency.js';
import type { FormatTable } from '../schema/formats.js';
import type { TSchema } from '../schema/typebox.js';
import { collectIssues } from '../validation/issues.js';
import type { ValidationIssue } from '../validation/issue.js';
import { INVALID, compileValidator } from '../validation/validator.js';
import { toUsableSchema } from '../values/usable-schema.js';
import { readRawSettings } from './setting-reader.js';
import type { FoundText, RawSettings } from './setting-reader.js';
import { listSources } from './setting-sources.js';
import type { SettingSource } from './setting-sources.js';
import { listVariables } from './setting-variables.js';
import type { SettingTable, SettingVariable } from './setting-variables.js';
import { SettingsError } from './settings-error.js';
import type { SettingProblem } from './settings-error.js';

/** Where settings are read from. */
export interface SettingsLocation {
  /** Default: `process.env`. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Files of `NAME=value` lines, relative to the working directory; later ones win, missing ones count as empty. Default: `.env`. */
  readonly files?: string | readonly string[];
}

/** How settings are called outside, and where they are read from. */
export interface SettingsOptions extends SettingsLocation {
  /** Put before every name: `SHOP_`. Default: none. */
  readonly prefix?: string;
  /** Between the names of nested settings. Default: `__`. */
  readonly delimiter?: string;
  /** Variables that have another name, by path: `{ 'db.url': 'DATABASE_URL' }`. Prefix and delimiter do not touch them. */
  readonly names?: Readonly<Record<string, string>>;
  /** The application's own formats: what `createApp` is given. */
  readonly formats?: FormatTable;
}

/** Settings: a singleton dependency, and readable without an application. */
export interface Settings<TValue> extends Dependency<TValue> {
  /**
   * The settings, read at first use and then kept. Frozen at every depth.
   *
   * @throws SettingsError with every setting that is missing or wrong.
   */
  readonly value: TValue;
  /**
   * Reads anew, from elsewhere if told so: for tests and tools.
   *
   * @throws SettingsError with every setting that is missing or wrong.
   * @example app.override(config, dependency({}, () => config.load({ environment: { PORT: '0' }, files: [] })));
   */
  load(location?: SettingsLocation): TValue;
  /** Every variable that is read, in the order of the declaration: for a table in the docs, or an `.env.example`. */
  readonly variables: readonly SettingVariable[];
}

/**
 * Settings from the environment and `.env`, coerced and validated by a schema.
 *
 * A setting `maxRetries` is read from `MAX_RETRIES`, one of a nested object `db` from `DB__MAX_RETRIES`, a `secret()`
 * also from the file that `NAME_FILE` names. The environment wins over files, an empty variable counts as not set.
 * Texts are coerced as query parameters are; lists are written with commas or as JSON, records as JSON.
 *
 * As a dependency it is a singleton: an application that uses it does not start with wrong settings, and says all that
 * is wrong in the error of `app.ready()`, whose `cause` is the `SettingsError`.
 *
 * @throws TypeError when the schema has a mistake or no properties, or two settings share a variable; reading throws SettingsError.
 * @see https://12factor.net/config
 * @example
 * class AppSettings extends Model({ port: Type.Integer({ default: 3000 }), jwtSecret: secret(Type.String({ minLength: 32 })) }) {}
 * export const config = settings(AppSettings);
 * await app.listen({ port: config.value.port });
 */
export function settings<TSettings extends SchemaLike>(schema: TSettings, options: SettingsOptions = {}): Settings<InferInput<TSettings>> {
  const { prefix = '', delimiter = '__', names = {}, environment, files, formats } = options;
  const full = toUsableSchema(schema, 'settings()', formats);
  const table = listVariables(full, { prefix, delimiter, names });
  const validator = compileValidator(full, 'text', { formats });
  let kept: InferInput<TSettings> | undefined;

  const load = (location: SettingsLocation = {}): InferInput<TSettings> => {
    const sources = listSources(location.environment ?? environment ?? process.env, toList(location.files ?? files ?? '.env'));
    const raw = readRawSettings(table, sources);
    const value = raw.problems.length === 0 ? validator.read(raw.value) : INVALID;
    if (value === INVALID) throw new SettingsError(explain(full, table, { raw, sources, formats }));
    return freezeDeep(value) as InferInput<TSettings>;
  };
  const read = (): InferInput<TSettings> => (kept ??= load());

  const dependency = createDependency<InferInput<TSettings>>({
    make: 'provide',
    name: 'settings',
    inputs: [],
    provide: read,
    lifetime: 'singleton',
    until: 'serialized',
  });
  return {
    ...dependency,
    get value() {
      return read();
    },
    load,
    variables: table.variables,
  };
}

interface Reading {
  readonly raw: RawSettings;
  readonly sources: readonly SettingSource[];
  readonly formats: FormatTable | undefined;
}

/** In the order of the declaration, each setting once for each thing wrong with it. */
function explain(schema: TSchema, { variables }: SettingTable, reading: Reading): readonly SettingProblem[] {
  const { raw, formats } = reading;
  const unreadable = new Set(raw.problems.map(({ variable }) => variable));
  const problems = collectIssues(schema, raw.value, 'text', [], { formats })
    .map((issue) => ({ issue, variable: variables.find(({ path }) => path.every((key, index) => issue.loc[index] === key)) }))
    .filter(({ variable }) => variable === undefined || !unreadable.has(variable.name))
    .map(({ issue, variable }) => (variable === undefined ? explainWhole(issue) : explainOne(issue, variable, reading)));
  const order = variables.map(({ name }) => name);
  return [...raw.problems, ...problems].sort((left, right) => order.indexOf(left.variable) - order.indexOf(right.variable));
}

/** What is wrong with several settings together: too few of a group, say. */
function explainWhole({ loc, msg }: ValidationIssue): SettingProblem {
  const setting = loc.join('.');
  return { variable: '', setting, message: `The settings${setting === '' ? '' : ` of '${setting}'`} do not fit together: ${msg}.` };
}

function explainOne({ loc, msg }: ValidationIssue, variable: SettingVariable, { raw, sources }: Reading): SettingProblem {
  const { name, path } = variable;
  const setting = path.join('.');
  const found = raw.found.get(variable);
  if (found === undefined) return { variable: name, setting, message: explainMissing(variable, sources) };
  const item = loc.length > path.length ? `, item ${loc.slice(path.length).join('.')}` : '';
  const message = `${name} ${found.place} is ${formatFound(variable, found)}, but setting '${setting}'${item} does not allow that: ${safeMessage(msg, variable, found)}. Change the variable.`;
  return { variable: name, setting, message };
}

function explainMissing(variable: SettingVariable, sources: readonly SettingSource[]): string {
  const { name, path, isSecret } = variable;
  const files = sources.slice(1).map(({ place }) => place);
  const places = ['the environment', ...files].join(' or in ');
  const cure = `Set it in ${places}${isSecret ? `, or name a file that holds it in ${name}_FILE` : ''}.`;
  const similar = findSimilar(name, sources);
  return `${name} is missing: setting '${path.join('.')}' has no default. ${similar === undefined ? cure : `'${similar}' is set; did you mean ${name}? ${cure}`}`;
}

/** A variable that differs only in case and underscores: `DB_HOST` for `DB__HOST`. */
function findSimilar(name: string, sources: readonly SettingSource[]): string | undefined {
  const bare = toBare(name);
  return sources.flatMap(({ texts }) => Object.keys(texts)).find((other) => other !== name && toBare(other) === bare);
}

function toBare(name: string): string {
  return name.replaceAll('_', '').toUpperCase();
}

const SHOWN_CHARACTERS = 40;
const SHOWN_TYPES = new Set(['integer', 'number', 'boolean']);

/** Only what should have been a number or a switch is shown: a text, as an address with a password in it, may be secret without saying so. */
function formatFound({ schema, isSecret }: SettingVariable, { text }: FoundText): string {
  if (isSecret) return 'a secret that is not shown';
  if (!SHOWN_TYPES.has(schema['type'] as string)) return `a text of ${[...text].length} characters`;
  return text.length > SHOWN_CHARACTERS ? `'${text.slice(0, SHOWN_CHARACTERS)}…'` : `'${text}'`;
}

/** Messages name limits and never values; should one hold the text all the same, it is not shown. */
function safeMessage(message: string, { isSecret }: SettingVariable, { text }: FoundText): string {
  return isSecret && message.includes(text) ? 'Input is not valid' : message;
}

function freezeDeep(value: unknown): unknown {
  if (!isPlain(value) || Object.isFrozen(value)) return value;
  for (const key of Reflect.ownKeys(value)) freezeDeep((value as Record<string | symbol, unknown>)[key]);
  return Object.freeze(value);
}

/** Objects, lists and instances of models: dates, addresses, sets and maps keep what they know inside and cannot be frozen. */
function isPlain(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    !(value instanceof Date || value instanceof URL || value instanceof Set || value instanceof Map || ArrayBuffer.isView(value))
  );
}

function toList(files: string | readonly string[]): readonly string[] {
  return typeof files === 'string' ? [files] : files;
}
