import { componentOf, isSchema, kindOf } from '@typhoon/core/internal';
import type { TSchema } from '@typhoon/core';
import { findDiscriminator } from './discriminator-object.js';
import type { Form, SchemaObject } from './reference.js';
import { toAnnotations } from './schema-keywords.js';
import type { SchemaContext } from './schema-context.js';

/**
 * A union as documents show it: literals as one `enum`, `null` as a last branch, members that a property tells apart as
 * `oneOf` with a discriminator.
 *
 * `Type.Union([Type.Literal('a'), Type.Literal('b'), Type.Null()])` → `{ anyOf: [{ type: 'string', enum: ['a', 'b'] }, { type: 'null' }] }`
 */
export function toUnion(schema: TSchema, form: Form, context: SchemaContext): SchemaObject {
  const members = (schema['anyOf'] as TSchema[]).filter((member) => !isAbsent(member));
  const values = members.filter((member) => !isNull(member));
  const branches = toBranches(schema, values, form, context);
  if (values.length < members.length) branches.push({ type: 'null' });
  const annotations = toAnnotations(schema);
  if (branches.length === 0) return { not: {}, ...annotations };
  return branches.length === 1 ? { ...branches[0], ...annotations } : { anyOf: branches, ...annotations };
}

function toBranches(schema: TSchema, members: readonly TSchema[], form: Form, context: SchemaContext): SchemaObject[] {
  const discriminator = findDiscriminator(schema, members);
  if (discriminator === undefined) return toPlainBranches(members, form, context);
  const oneOf = members.map((member) => context.write(member, form, context));
  // A member that is written out here has no name to lead to.
  if (oneOf.some(({ $ref }) => $ref === undefined)) return [{ oneOf }];
  const mapping = discriminator.values.flatMap((values, index) => values.map((value) => [value, oneOf[index]?.$ref] as const));
  return [{ oneOf, discriminator: { propertyName: discriminator.propertyName, mapping: Object.fromEntries(mapping) } }];
}

function toPlainBranches(members: readonly TSchema[], form: Form, context: SchemaContext): SchemaObject[] {
  const branches: SchemaObject[] = [];
  const enums = new Map<string, unknown[]>();
  for (const member of members) {
    if (!isBareLiteral(member)) {
      branches.push(context.write(member, form, context));
      continue;
    }
    const value = member['const'] as unknown;
    const type = typeof value;
    const known = enums.get(type);
    if (known !== undefined) {
      known.push(value);
      continue;
    }
    const values = [value];
    enums.set(type, values);
    // Written before its later values are known: the branch stands where its first literal stood.
    branches.push({ type, enum: values });
  }
  return branches.map((branch) => (isLonely(branch) ? { type: branch['type'], const: (branch['enum'] as unknown[])[0] } : branch));
}

function isLonely(branch: SchemaObject): boolean {
  return Array.isArray(branch['enum']) && branch['enum'].length === 1 && Object.keys(branch).length === 2;
}

/** A literal that only says its value: one with a description or a name keeps a branch of its own. */
function isBareLiteral(schema: TSchema): boolean {
  return isSchema(schema) && kindOf(schema) === 'Literal' && componentOf(schema) === undefined && Object.keys(toAnnotations(schema)).length === 0;
}

function isNull(schema: TSchema): boolean {
  return isSchema(schema) && kindOf(schema) === 'Null' && componentOf(schema) === undefined;
}

function isAbsent(schema: TSchema): boolean {
  return isSchema(schema) && (kindOf(schema) === 'Undefined' || kindOf(schema) === 'Void');
}
