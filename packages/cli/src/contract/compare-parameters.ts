import type { ChangeList } from './change-list.js';
import { compareContent } from './compare-content.js';
import type { Sides } from './compare-content.js';
import type { FoundOperation, Side } from './compare-operations.js';
import { compareSchemas } from './compare-schemas.js';
import { listOf, objectOf } from './contract.js';
import type { JsonObject } from './contract.js';

/** Headers that are no parameters. @see OpenAPI 3.1 §4.8.12 (Parameter Object) */
const RESERVED = new Set(['header accept', 'header content-type', 'header authorization']);

/** Compares what an operation reads beside the body. */
export function compareParameters(before: FoundOperation, after: FoundOperation, sides: Sides, changes: ChangeList): void {
  const old = findParameters(before, sides.before);
  const now = renamePathParameters(findParameters(after, sides.after), before, after, changes);
  for (const [key, parameter] of old) {
    const other = now.get(key);
    if (other === undefined) changes.breaks(placeOf(before, key), 'is removed: what clients send is no longer read');
    else compareParameter(placeOf(before, key), parameter, other, sides, changes);
  }
  for (const [key, parameter] of now) {
    if (old.has(key)) continue;
    if (parameter['required'] === true) changes.breaks(placeOf(before, key), 'is new and required: clients do not send it');
    else changes.allows(placeOf(before, key), 'is new');
  }
}

/** `query limit` → the parameter; an operation's own one hides its path's. */
export function findParameters({ operation, shared }: FoundOperation, { document }: Side): Map<string, JsonObject> {
  const all = [...listOf(shared['parameters']), ...listOf(operation['parameters'])].map((parameter) => document.resolve(parameter));
  const found = new Map<string, JsonObject>();
  for (const parameter of all) {
    const place = String(parameter['in']);
    const name = String(parameter['name']);
    const key = `${place} ${place === 'header' ? name.toLowerCase() : name}`;
    if (!RESERVED.has(key)) found.set(key, parameter);
  }
  return found;
}

/** A path parameter is known by its position: its name is on no wire, but generated clients take it by name. */
function renamePathParameters(
  parameters: Map<string, JsonObject>,
  before: FoundOperation,
  after: FoundOperation,
  changes: ChangeList,
): Map<string, JsonObject> {
  const now = namesIn(after.path);
  const names = new Map(namesIn(before.path).map((name, index) => [now[index] ?? name, name]));
  return new Map(
    [...parameters].map(([key, parameter]) => {
      const [place, name = ''] = key.split(' ');
      const old = place === 'path' ? names.get(name) : undefined;
      if (old === undefined || old === name) return [key, parameter];
      changes.breaks(placeOf(before, `path ${old}`), `is called '${name}' now: generated clients give it by its name`);
      return [`path ${old}`, parameter];
    }),
  );
}

function namesIn(path: string): readonly string[] {
  return [...path.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
}

function placeOf({ place }: FoundOperation, key: string): string {
  return `${place}, ${key}`;
}

function compareParameter(place: string, before: JsonObject, after: JsonObject, sides: Sides, changes: ChangeList): void {
  if (before['required'] !== true && after['required'] === true) changes.breaks(place, 'is required now: clients may leave it out');
  if (before['required'] === true && after['required'] !== true) changes.allows(place, 'is no longer required');
  if (before['deprecated'] !== true && after['deprecated'] === true) changes.allows(place, 'is deprecated now');
  const [style, newStyle] = [styleOf(before), styleOf(after)];
  if (style !== newStyle) changes.breaks(place, `is written in the style ${newStyle} and was in ${style}`);
  compareContent(place, { before: before['content'], after: after['content'] }, { sides, direction: 'input', changes });
  compareSchemas(
    { before: sides.before.shapes, after: sides.after.shapes },
    { before: before['schema'] ?? {}, after: after['schema'] ?? {} },
    'input',
    place,
    changes,
  );
  const [given, now] = [objectOf(before['schema'])['default'], objectOf(after['schema'])['default']];
  if (JSON.stringify(given) !== JSON.stringify(now))
    changes.allows(place, `is ${JSON.stringify(now) ?? 'nothing'} where it is left out, and was ${JSON.stringify(given) ?? 'nothing'}`);
}

const STYLES: Readonly<Record<string, string>> = { query: 'form', cookie: 'form', path: 'simple', header: 'simple' };

function styleOf(parameter: JsonObject): string {
  const style = typeof parameter['style'] === 'string' ? parameter['style'] : (STYLES[String(parameter['in'])] ?? 'form');
  return `${style}${(parameter['explode'] ?? style === 'form') === true ? ', exploded' : ''}`;
}
