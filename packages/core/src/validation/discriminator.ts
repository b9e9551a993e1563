import { codecOf } from '../schema/codec.js';
import { isTransform } from '../schema/typebox.js';
import type { JsonSchema } from '../schema/typebox.js';
import type { Frame, SchemaNode } from './reference.js';
import { asTypeBox, constantsOf, dereference, isRequired, mapOf } from './shape.js';

/** How the branches of a union are told apart: by the value of one property. */
export interface Discriminator {
  readonly property: string;
  /** The index of the branch, by tag. */
  readonly branches: ReadonlyMap<unknown, number>;
}

/**
 * The discriminator of a union: the declared one, or a required property that has a constant of its own in every branch.
 * Undefined where neither is so; then branches are tried one after another.
 */
export function findDiscriminator(schema: JsonSchema, branches: readonly SchemaNode[], frame: Frame): Discriminator | undefined {
  const objects = branches.map((branch) => dereference(branch, frame).schema);
  if (branches.length < 2 || !objects.every(isTaggable)) return undefined;
  const declared = (schema['discriminator'] as { propertyName?: unknown } | undefined)?.propertyName;
  const names = typeof declared === 'string' ? [declared] : Object.keys(mapOf(objects[0] as JsonSchema, 'properties'));
  for (const property of names) {
    const tags = collectTags(objects, property);
    if (tags !== undefined) return { property, branches: tags };
  }
  return undefined;
}

function isTaggable(node: SchemaNode): node is JsonSchema {
  return (
    typeof node === 'object' && node['type'] === 'object' && 'properties' in node && codecOf(asTypeBox(node)) === undefined && !isTransform(asTypeBox(node))
  );
}

function collectTags(branches: readonly JsonSchema[], property: string): Map<unknown, number> | undefined {
  const tags = new Map<unknown, number>();
  for (const [index, branch] of branches.entries()) {
    const members =
      Object.hasOwn(mapOf(branch, 'properties'), property) && isRequired(branch, property)
        ? tagsOf(mapOf(branch, 'properties')[property] as SchemaNode)
        : undefined;
    if (members === undefined || members.some((member) => tags.has(member))) return undefined;
    for (const member of members) tags.set(member, index);
  }
  return tags;
}

// A property with a default may be absent, and an object or null is no tag.
function tagsOf(node: SchemaNode): readonly unknown[] | undefined {
  if (typeof node === 'boolean' || 'default' in node) return undefined;
  const members = constantsOf(node);
  return members?.every((member) => typeof member === 'string' || typeof member === 'number' || typeof member === 'boolean') === true ? members : undefined;
}

const discriminators = new WeakMap<readonly SchemaNode[], Discriminator | null>();

/** The discriminator of a union, found once. `others` are its branches without null. */
export function discriminatorOf(node: JsonSchema, branches: readonly SchemaNode[], others: readonly SchemaNode[], frame: Frame): Discriminator | undefined {
  const known = discriminators.get(branches);
  if (known !== undefined) return known ?? undefined;
  const discriminator = findDiscriminator(node, others, frame);
  discriminators.set(branches, discriminator ?? null);
  return discriminator;
}
