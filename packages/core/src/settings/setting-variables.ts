import { codecOf } from '../schema/codec.js';
import { isOptional } from '../schema/typebox.js';
import type { TSchema } from '../schema/typebox.js';

/** One setting and the environment variable it is read from. */
export interface SettingVariable {
  /** `DB__HOST` */
  readonly name: string;
  /** Where the value goes: `['db', 'host']`. */
  readonly path: readonly string[];
  readonly schema: TSchema;
  /** True where the variable must be set: no default, not optional, nor is any group around it. */
  readonly required: boolean;
  /** True for `secret()`: masked, and also read from the file that `NAME_FILE` names. */
  readonly isSecret: boolean;
}

/** An object that the variables below it fill. */
export interface SettingGroup {
  readonly path: readonly string[];
  /** Present even where none of its variables is set, so that defaults inside count. */
  readonly required: boolean;
}

export interface SettingTable {
  readonly variables: readonly SettingVariable[];
  /** Outer ones first, the whole (an empty path) left out. */
  readonly groups: readonly SettingGroup[];
}

export interface NamingOptions {
  readonly prefix: string;
  readonly delimiter: string;
  /** By path with dots: `{ 'db.url': 'DATABASE_URL' }`. */
  readonly names: Readonly<Record<string, string>>;
}

/**
 * Lists the variables of an object schema, in the order of the declaration.
 *
 * @throws TypeError when the schema has no properties, two settings share a variable, or a name is given for no setting.
 */
export function listVariables(schema: TSchema, naming: NamingOptions): SettingTable {
  if (!isGroup(schema))
    throw new TypeError(
      'settings expects a Model or an object schema with properties: settings(Type.Object({ port: Type.Integer() })). Use Type.Composite in place of Type.Intersect.',
    );
  const variables: SettingVariable[] = [];
  const groups: SettingGroup[] = [];
  collect(schema, { path: [], required: true });
  assertNames(variables, naming);
  return { variables, groups };

  function collect(group: TSchema, { path, required }: SettingGroup): void {
    for (const [key, property] of Object.entries(group['properties'] as Record<string, TSchema>)) {
      const here = [...path, key];
      const isRequired = required && !isOptional(property) && property.default === undefined;
      if (isGroup(property)) {
        groups.push({ path: here, required: isRequired });
        collect(property, { path: here, required: isRequired });
      } else {
        variables.push({
          name: toVariableName(here, naming),
          path: here,
          schema: property,
          required: isRequired,
          isSecret: codecOf(property)?.name === 'secret',
        });
      }
    }
  }
}

/**
 * The variable of a setting.
 *
 * (['db', 'maxRetries'], { prefix: 'SHOP_', delimiter: '__', names: {} }) → 'SHOP_DB__MAX_RETRIES'
 */
export function toVariableName(path: readonly string[], { prefix, delimiter, names }: NamingOptions): string {
  return names[path.join('.')] ?? prefix + path.map(toUpperSnake).join(delimiter);
}

/** 'apiURL' → 'API_URL', 'oauth2Url' → 'OAUTH2_URL', 'URLPath' → 'URL_PATH', 'log-level' → 'LOG_LEVEL' */
function toUpperSnake(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase();
}

function isGroup(schema: TSchema): boolean {
  return schema['type'] === 'object' && schema['properties'] !== undefined && codecOf(schema) === undefined;
}

function assertNames(variables: readonly SettingVariable[], { names }: NamingOptions): void {
  const pathOfName = new Map<string, string>();
  for (const { name, path } of variables) {
    const other = pathOfName.get(name);
    if (other !== undefined)
      throw new TypeError(`settings: '${other}' and '${path.join('.')}' are both read from ${name}. Name one of them with the option 'names'.`);
    pathOfName.set(name, path.join('.'));
  }
  const paths = new Set(pathOfName.values());
  const unknown = Object.keys(names).find((path) => !paths.has(path));
  if (unknown !== undefined) throw new TypeError(`settings: 'names' names '${unknown}', which is no setting. Settings are ${[...paths].join(', ')}.`);
}
