/** A schema of JSON Schema 2020-12 as it stands in a document; `$ref`s are written last. @see OpenAPI 3.1 §4.8.24 (Schema Object) */
export interface SchemaObject {
  readonly $ref?: ComponentReference | string;
  readonly [keyword: string]: unknown;
}

/** The two directions a schema is read in: what clients send, and what they get. */
export type Form = 'input' | 'output';

/** What a component is registered under. */
export interface SchemaIdentity {
  /** The same object means the same component. */
  readonly key: object;
  readonly name: string;
  /** Where it is used first: messages name it. */
  readonly place: string;
  /** True for names that we made up: they step aside for those of the user. */
  readonly yields?: boolean;
}

/** A schema under `components.schemas`, in the forms that are asked for. */
export interface SchemaEntry extends SchemaIdentity {
  readonly forms: Partial<Record<Form, SchemaObject>>;
  /** Final once the whole document is there. */
  names: Readonly<Record<Form, string>>;
}

/**
 * A `$ref` whose target's name is not known yet: only when the whole document is there is it clear whether a model's
 * input and output forms differ. `JSON.stringify` writes it.
 */
export class ComponentReference {
  readonly entry: SchemaEntry;
  readonly form: Form;

  constructor(entry: SchemaEntry, form: Form) {
    this.entry = entry;
    this.form = form;
  }

  toJSON(): string {
    return `#/components/schemas/${this.entry.names[this.form]}`;
  }
}

/** Calls `visit` for every reference inside `value`. */
export function visitReferences(value: unknown, visit: (reference: ComponentReference) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if (value instanceof ComponentReference) {
    visit(value);
    return;
  }
  for (const member of Object.values(value)) visitReferences(member, visit);
}
