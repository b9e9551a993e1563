/** @see OpenAPI 3.1 §4.8.19 (Example Object) */

export interface ExampleObject {
  readonly summary?: string;
  readonly description?: string;
  readonly value?: unknown;
}

/** What parameters, media types and headers say of examples: one, or several with names. */
export interface Examples {
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, ExampleObject>>;
}

/** `example` and `examples` exclude each other: the named ones win. */
export function toExamples({ example, examples }: Examples): Examples {
  if (examples !== undefined && Object.keys(examples).length > 0) return { examples: { ...examples } };
  return example === undefined ? {} : { example };
}
