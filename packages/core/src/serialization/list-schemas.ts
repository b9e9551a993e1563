import type { JsonSchema } from '../schema/typebox.js';
import type { ScopedSchema, Subschema } from './schema-scope.js';

/** What one schema says of the items of a list. */
export interface ListSchemas {
  readonly prefix: readonly ScopedSchema[];
  readonly rest: ScopedSchema | undefined;
  /** True where nothing may follow, whatever other parts say. */
  readonly isClosed: boolean;
}

/** Undefined where it says nothing. Both spellings of a tuple: `items` with `additionalItems` up to draft 7 (TypeBox writes this), `prefixItems` with `items` since 2020-12. */
export function toListSchemas({ schema, scope }: ScopedSchema): ListSchemas | undefined {
  const { items, prefixItems, additionalItems, maxItems } = schema as JsonSchema;
  const toPart = (inner: unknown): ScopedSchema => ({ schema: inner as Subschema, scope });
  // What follows a tuple leaves only where it is declared.
  const toList = (prefix: readonly ScopedSchema[], rest: unknown): ListSchemas => ({
    prefix,
    rest: rest === undefined || rest === false ? undefined : toPart(rest),
    isClosed: rest === false,
  });
  if (Array.isArray(prefixItems)) return toList(prefixItems.map(toPart), items);
  if (Array.isArray(items)) return toList(items.map(toPart), additionalItems);
  if (items === undefined && maxItems === 0) return toList([], false);
  return items === undefined ? undefined : toList([], items);
}
