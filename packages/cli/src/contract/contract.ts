/** What an application promises: its documents, as plain JSON. */
export interface Contract {
  readonly openapi: JsonObject;
  /** Undefined where there are no channels. */
  readonly asyncapi?: JsonObject | undefined;
}

/** One difference between two contracts. */
export interface ContractChange {
  /** True where a client that was made for the first contract may fail with the second. */
  readonly breaking: boolean;
  /** Where: `GET /items/{id}, response 200, body.name`. */
  readonly place: string;
  /** What changed, and why that matters: `'maxLength' was 20 and is 10: …`. */
  readonly reason: string;
}

/** An object of a document. */
export interface JsonObject {
  readonly [name: string]: unknown;
}

/** An object of a document, or an empty one where something else stands. */
export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list of a document, or an empty one where something else stands. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** What a path may be asked with. @see OpenAPI 3.2 §4.9 (Path Item Object) */
export const METHODS: readonly string[] = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

/** The headers of an answer: names in small letters, since their case says nothing. */
export function headersOf(response: JsonObject): Map<string, unknown> {
  return new Map(Object.entries(objectOf(response['headers'])).map(([name, header]) => [name.toLowerCase(), header]));
}
