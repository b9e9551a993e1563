import { codecOf } from '../schema/codec.js';
import type { TSchema } from '../schema/typebox.js';
import { readTextFile } from './setting-sources.js';
import type { SettingSource } from './setting-sources.js';
import type { SettingProblem } from './settings-error.js';
import type { SettingTable, SettingVariable } from './setting-variables.js';

/** The text of one setting, and where it stood. */
export interface FoundText {
  readonly text: string;
  /** `in the environment`, `in .env`, `in the file '/run/secrets/key'` */
  readonly place: string;
}

/** The settings as text in the shape of their schema, before validation. */
export interface RawSettings {
  readonly value: Readonly<Record<string, unknown>>;
  readonly found: ReadonlyMap<SettingVariable, FoundText>;
  /** What could not even be read. */
  readonly problems: readonly SettingProblem[];
}

type Raw = Record<string, unknown>;

/** Finds the text of every setting and puts it where the schema wants it. */
export function readRawSettings({ variables, groups }: SettingTable, sources: readonly SettingSource[]): RawSettings {
  const value: Raw = {};
  const found = new Map<SettingVariable, FoundText>();
  const problems: SettingProblem[] = [];
  for (const { path, required } of groups) if (required) objectAt(value, path);
  for (const variable of variables) {
    try {
      const text = findText(variable, sources);
      if (text === undefined) continue;
      found.set(variable, text);
      objectAt(value, variable.path.slice(0, -1))[variable.path.at(-1) as string] = toRaw(variable.schema, text.text);
    } catch (error) {
      if (!(error instanceof UnreadableSetting)) throw error;
      problems.push({ variable: variable.name, setting: variable.path.join('.'), message: `${variable.name}${error.message}` });
    }
  }
  return { value, found, problems };
}

/** Ends the reading of one setting; the message goes on after the variable's name. */
class UnreadableSetting extends Error {}

/** The first source that says something wins; an empty text says nothing. */
function findText(variable: SettingVariable, sources: readonly SettingSource[]): FoundText | undefined {
  const { name, isSecret } = variable;
  for (const { place, texts } of sources) {
    const text = nonEmpty(texts[name]);
    const file = isSecret ? nonEmpty(texts[`${name}_FILE`]) : undefined;
    if (text !== undefined && file !== undefined)
      throw new UnreadableSetting(` and ${name}_FILE are both set in ${place}, but only one can count. Remove one.`);
    if (text !== undefined) return { text, place: `in ${place}` };
    if (file !== undefined) return { text: readSecretFile(file, place), place: `in the file '${file}'` };
  }
  return undefined;
}

function readSecretFile(path: string, place: string): string {
  let text: string;
  try {
    text = readTextFile(path);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    throw new UnreadableSetting(`_FILE in ${place} names '${path}', which cannot be read (${reason}). Name a file that this program may read.`);
  }
  if (text === '') throw new UnreadableSetting(`_FILE in ${place} names '${path}', which is empty. Write the secret into it.`);
  return text;
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

/** Lists are written with commas or as JSON, objects as JSON; everything else is coerced by its schema. */
function toRaw(schema: TSchema, text: string): unknown {
  if (accepts(schema, 'string')) return text;
  const trimmed = text.trim();
  const isList = accepts(schema, 'array');
  if ((isList && trimmed.startsWith('[')) || (accepts(schema, 'object') && trimmed.startsWith('{'))) return parseJson(trimmed);
  if (!isList) return text;
  return trimmed.split(',').map((item) => item.trim());
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message quotes the text, which may be secret.
    throw new UnreadableSetting(' begins like JSON but is none. Check quotes, commas and brackets.');
  }
}

/** Whether a JSON value of this type can fit the schema. */
function accepts(schema: TSchema, type: string): boolean {
  const wire = codecOf(schema)?.wire ?? schema;
  if (wire['type'] === type || (Array.isArray(wire['type']) && wire['type'].includes(type))) return true;
  if (typeof wire['const'] === type) return true;
  return [...((wire['anyOf'] as TSchema[] | undefined) ?? []), ...((wire['allOf'] as TSchema[] | undefined) ?? [])].some((branch) => accepts(branch, type));
}

/** The object at a path of the declaration, made where it is missing. */
function objectAt(root: Raw, path: readonly string[]): Raw {
  let object = root;
  for (const key of path) {
    if (!Object.hasOwn(object, key)) object[key] = {};
    object = object[key] as Raw;
  }
  return object;
}
