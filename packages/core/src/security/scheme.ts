/** A security scheme: what the documents say of it, and what a refusal tells the client. */
export interface SecurityScheme {
  /** Its name under `components.securitySchemes`. */
  readonly name: string;
  /** The Security Scheme Object. @see OpenAPI 3.1 §4.8.27 */
  readonly document: Readonly<Record<string, unknown>>;
  /** True where missing credentials yield `undefined` instead of 401. */
  readonly optional: boolean;
}
