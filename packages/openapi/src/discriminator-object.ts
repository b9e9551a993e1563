/** @see OpenAPI 3.1 §4.8.25 (Discriminator Object) */
import { componentOf, isSchema, kindOf } from '@typhoon/core/internal';
import type { TSchema } from '@typhoon/core';

/** The property that tells the members of a union apart, with the values that stand for each. */
export interface Discriminator {
  readonly propertyName: string;
  /** By position of the members: the values of the property. */
  readonly values: readonly (readonly string[])[];
}

/**
 * The discriminator of a union: the declared one (`discriminator`), or a property that every member requires and that has
 * other literal values in each. Members without a name have no place in a mapping, so a union with one has none.
 */
export function findDiscriminator(union: TSchema, members: readonly TSchema[]): Discriminator | undefined {
  if (members.length < 2 || !members.every((member) => componentOf(member) !== undefined)) return undefined;
  const declared = declaredName(union);
  const candidates = declared === undefined ? Object.keys(propertiesOf(members[0] as TSchema)) : [declared];
  for (const propertyName of candidates) {
    const values = members.map((member) => literalsOf(propertiesOf(member)[propertyName]));
    const all = values.flat();
    if (values.every((own) => own.length > 0) && new Set(all).size === all.length) return { propertyName, values };
  }
  return undefined;
}

function declaredName(union: TSchema): string | undefined {
  const declared: unknown = union['discriminator'];
  if (typeof declared === 'string') return declared;
  return (declared as { propertyName?: string } | undefined)?.propertyName;
}

/** The properties of an object schema, those of an intersection's members included. */
export function propertiesOf(schema: TSchema): Readonly<Record<string, TSchema>> {
  const own = (schema['properties'] ?? {}) as Record<string, TSchema>;
  const inherited = ((schema['allOf'] ?? []) as TSchema[]).map(propertiesOf);
  return Object.assign({}, ...inherited, own) as Record<string, TSchema>;
}

function literalsOf(schema: TSchema | undefined): readonly string[] {
  if (schema === undefined) return [];
  if (typeof schema['const'] === 'string') return [schema['const']];
  if (!isSchema(schema) || kindOf(schema) !== 'Union') return [];
  const members = (schema['anyOf'] as TSchema[]).map(literalsOf);
  return members.every((member) => member.length > 0) ? members.flat() : [];
}
