import { componentOf, markComponent } from './component.js';
import type { AnyModelClass } from './component.js';
import { TypeBoxType, isSchema } from './typebox.js';
import type { Kind, ObjectOptions, Static, TObject, TProperties, TRecursive, TSchema } from './typebox.js';

/**
 * A class that is at once a TypeScript type, a schema and a component's name.
 *
 * Not `Static<TObject<P>>` of a deferred P: an object type, so that `class X extends Model(…)` is legal and small in a `.d.ts`.
 */
export interface ModelClass<TModelSchema extends TSchema, TModelProperties extends TProperties = TModelSchema extends TObject<infer TInner> ? TInner : {}> {
  new (): Static<TModelSchema>;
  /** The schema, marked with the class it belongs to. */
  readonly schema: TModelSchema;
  /** The schemas of the properties, to spread into another model. */
  readonly properties: TModelProperties;
}

type ObjectSchema = TObject | TRecursive<TObject>;

/** Options of a model: those of a TypeBox object, and the component's name where it is not the class's. */
export interface ModelOptions extends ObjectOptions {
  /** The name under `components.schemas`. Default: the class's name. */
  readonly name?: string;
}

/**
 * Makes the base of a model class from properties or from an object schema.
 *
 * `class Item extends Model({ id: Type.Integer() }) {}` → `Item` is the type `{ id: number }`, `Item.schema` the TypeBox
 * schema, and `Item` the name under `components.schemas`. A model with methods of its own yields real instances.
 *
 * @example class Item extends Model({ id: Type.Integer(), name: Type.String({ minLength: 1 }) }) {}
 */
// TSchema has an `any` index signature: without `[Kind]?: never` every schema would pass for a record of properties.
export function Model<TModelProperties extends TProperties & { [Kind]?: never }>(
  properties: TModelProperties,
  options?: ModelOptions,
): ModelClass<TObject<TModelProperties>, TModelProperties>;
export function Model<TModelSchema extends ObjectSchema>(schema: TModelSchema, options?: { readonly name?: string }): ModelClass<TModelSchema>;
export function Model(source: TProperties | ObjectSchema, options: ModelOptions = {}): AnyModelClass {
  const { name, ...schemaOptions } = options;
  const bare: TSchema = isSchema(source) ? source : TypeBoxType.Object(source, schemaOptions);
  const schemas = new WeakMap<object, TSchema>();

  // eslint-disable-next-line @typescript-eslint/no-extraneous-class -- users extend it: instances get their properties from the schema
  return class {
    static get schema(): TSchema {
      const known = schemas.get(this);
      if (known !== undefined) return known;
      const componentName = name ?? this.name;
      const schema = componentName === '' ? bare : markComponent(bare, componentName, this);
      schemas.set(this, schema);
      return schema;
    }

    static get properties(): unknown {
      return bare['properties'] as unknown;
    }
  };
}

/** True for a class made by `Model()`, in whichever copy of this package. */
export function isModelClass(value: unknown): value is AnyModelClass {
  return typeof value === 'function' && 'schema' in value && isSchema(value.schema);
}

/** The schema of a model class, or the schema itself. */
export function toSchema(schema: TSchema | AnyModelClass): TSchema {
  return isModelClass(schema) ? schema.schema : schema;
}

/** The class to make instances of: only a model with members of its own needs them. */
export function instanceClassOf(schema: TSchema): AnyModelClass | undefined {
  const model = componentOf(schema)?.model;
  return model !== undefined && hasOwnMembers(model) ? model : undefined;
}

function hasOwnMembers(model: AnyModelClass): boolean {
  for (let prototype: unknown = model.prototype; prototype !== null && prototype !== Object.prototype; prototype = Object.getPrototypeOf(prototype)) {
    if (Reflect.ownKeys(prototype as object).length > 1) return true;
  }
  return false;
}
