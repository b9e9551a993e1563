/** Identifiers from names that anybody may have written. */

/** Words that are no name of a binding in a module. */
const RESERVED = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in ' +
    'instanceof interface let new null package private protected public return static super switch this throw true try typeof undefined var void while with yield'
  ).split(' '),
);

/** What every object has, and `then`, which would make a promise of it. */
const INHERITED = new Set([
  'constructor',
  'hasOwnProperty',
  'isPrototypeOf',
  'propertyIsEnumerable',
  'prototype',
  'then',
  'toJSON',
  'toLocaleString',
  'toString',
  'valueOf',
]);

/**
 * '' where nothing of the name can stand in one.
 *
 * 'list-pets' → 'listPets'; 'GetPets' → 'getPets'; 'items.read' → 'itemsRead'
 */
export function toCamelCase(name: string): string {
  const [first = '', ...others] = splitWords(name);
  return startSafely([lowerFirst(first), ...others.map(upperFirst)].join(''));
}

/**
 * Capitals stay as they are.
 *
 * 'new_pet' → 'NewPet'; 'HTTPError' → 'HTTPError'
 */
export function toPascalCase(name: string): string {
  return startSafely(splitWords(name).map(upperFirst).join(''));
}

/**
 * Letters, digits and dashes, nothing that leads out of a folder.
 *
 * 'Pet Store' → 'pet-store'; '../etc' → 'etc'
 */
export function toFileName(name: string): string {
  return splitWords(name)
    .flatMap((word) => word.replaceAll(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2').split(' '))
    .join('-')
    .toLowerCase();
}

/** Whether a name can be declared: `delete` cannot, though it can be a property. */
export function isBindable(name: string): boolean {
  return isIdentifier(name) && !RESERVED.has(name);
}

export function isIdentifier(name: string): boolean {
  return /^[$_\p{ID_Start}][$_\u200c\u200d\p{ID_Continue}]*$/u.test(name);
}

/** Whether an object may have a property of this name without its users noticing otherwise. */
export function isHarmless(name: string): boolean {
  return !INHERITED.has(name) && !name.startsWith('__');
}

function splitWords(name: string): string[] {
  return name.normalize('NFC').match(/(?:(?!\p{Pc})\p{ID_Continue})+/gu) ?? [];
}

/** 'URLOf' → 'urlOf', 'ID' → 'id', 'GetPets' → 'getPets' */
function lowerFirst(word: string): string {
  if (/^\p{Lu}[\p{Lu}\p{N}]*$/u.test(word)) return word.toLowerCase();
  return word.replace(/^\p{Lu}+(?=\p{Lu}\p{Ll})|^\p{Lu}/u, (start) => start.toLowerCase());
}

function upperFirst(word: string): string {
  return word.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

/** Digits and marks may not begin an identifier. */
function startSafely(name: string): string {
  return name === '' || isIdentifier(name) ? name : `_${name}`;
}
