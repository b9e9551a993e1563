import type { JsonSchema } from '../schema/typebox.js';
import { discriminatorOf } from './discriminator.js';
import type { Discriminator } from './discriminator.js';
import { areUnique } from './equality.js';
import { complainOfMember } from './format-issue.js';
import { INVALID } from './invalid.js';
import type { Invalid } from './invalid.js';
import { formatMember } from './issue-message.js';
import { labelOf } from './label.js';
import { isObject } from './open-value.js';
import type { Place, ReadContext } from './read-context.js';
import type { Frame, SchemaNode } from './reference.js';
import { constantsOf, declaredNames, isEnum, isNull, nodesOf } from './shape.js';

/** Reads a value that may be of one of several schemas. */
export function readUnion(reader: ReadContext, node: JsonSchema, keyword: 'anyOf' | 'oneOf', place: Place, value: unknown): unknown {
  const branches = nodesOf(node, keyword) ?? [];
  const others = branches.filter((branch) => !isNull(branch));
  if (value === null && others.length < branches.length) return keyword === 'anyOf' ? null : readOne(reader, branches, place, value);
  if (others.length === 0) return reader.refuse({ type: 'none_required' }, value);
  if (others.length === 1) return reader.read(others[0] as SchemaNode, place, value);
  const constants = constantsOf({ anyOf: others });
  if (constants !== undefined && (keyword === 'anyOf' || areUnique(constants))) return readConstant(reader, node, constants, value);
  const discriminator = discriminatorOf(node, branches, others, place.frame);
  if (discriminator !== undefined && canDiscriminate(reader, discriminator)) return readTagged(reader, others, discriminator, place, value);
  return keyword === 'anyOf' ? readAny(reader, others, place, value) : readOne(reader, others, place, value);
}

function readConstant(reader: ReadContext, node: JsonSchema, constants: readonly unknown[], value: unknown): unknown {
  const member = reader.findMember(constants, value);
  return member === INVALID ? reader.refuse(complainOfMember(isEnum(node) ? 'enum' : 'literal_error', constants), value) : member;
}

// The tag of text is a text.
function canDiscriminate(reader: ReadContext, discriminator: Discriminator): boolean {
  return reader.mode !== 'text' || [...discriminator.branches.keys()].every((tag) => typeof tag === 'string');
}

function readTagged(reader: ReadContext, branches: readonly SchemaNode[], { property, branches: tags }: Discriminator, place: Place, value: unknown): unknown {
  if (!isObject(value)) return reader.refuse({ type: 'model_attributes_type' }, value);
  const tag = reader.scalar(reader.property(value, property));
  const discriminator = `'${property}'`;
  if (tag === undefined) return reader.refuse({ type: 'union_tag_not_found', context: { discriminator } }, value);
  const index = tags.get(tag);
  if (index !== undefined) return reader.within(tag as string | number, () => reader.read(branches[index] as SchemaNode, place, value));
  const expectedTags = [...tags.keys()].map(formatMember).join(', ');
  return reader.refuse(
    { type: 'union_tag_invalid', context: { discriminator, tag: typeof tag === 'string' ? tag : formatMember(tag), expected_tags: expectedTags } },
    value,
  );
}

function readAny(reader: ReadContext, branches: readonly SchemaNode[], place: Place, value: unknown): unknown {
  for (const branch of inOrderOfFit(reader, branches, place.frame, value)) {
    const result = reader.tryBranch(branch, place, value);
    if (result !== INVALID) return result;
  }
  return refuseBranches(reader, branches, place, value);
}

function refuseBranches(reader: ReadContext, branches: readonly SchemaNode[], place: Place, value: unknown): Invalid {
  for (const branch of branches) {
    if (reader.isFull()) break;
    reader.within(labelOf(branch, place.frame), () => reader.read(branch, place, value));
  }
  return INVALID;
}

function readOne(reader: ReadContext, branches: readonly SchemaNode[], place: Place, value: unknown): unknown {
  const accepted = branches.map((branch) => reader.tryBranch(branch, place, value)).filter((result) => result !== INVALID);
  if (accepted.length === 1) return accepted[0];
  return accepted.length === 0
    ? refuseBranches(reader, branches, place, value)
    : reader.refuse({ type: 'union_ambiguous', context: { matched: accepted.length } }, value);
}

/** Objects are tried against the branch first that declares most of what is there; text in the order of declaration. */
function inOrderOfFit(reader: ReadContext, branches: readonly SchemaNode[], frame: Frame, value: unknown): readonly SchemaNode[] {
  if (reader.mode === 'text' || !isObject(value)) return branches;
  const fits = branches.map((branch) => ({ branch, fit: declaredNames(branch, frame).filter((name) => reader.property(value, name) !== undefined).length }));
  return fits.sort((left, right) => right.fit - left.fit).map(({ branch }) => branch);
}
