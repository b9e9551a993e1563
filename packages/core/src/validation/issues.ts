import type { FormatTable } from '../schema/formats.js';
import type { TSchema } from '../schema/typebox.js';
import { MAX_ISSUES } from './issue.js';
import type { InputMode, ValidationIssue } from './issue.js';
import { mentionsReadOnly } from './read-only.js';
import { SchemaReader } from './reader.js';
import { Frame } from './reference.js';
import { maskSecrets } from './secret-input.js';

export interface IssueOptions {
  /** The application's own formats. */
  readonly formats?: FormatTable | undefined;
  /** Collecting stops here. Default: MAX_ISSUES. */
  readonly limit?: number;
  /** True for what a client sends, as with `compileValidator`. Default: false. */
  readonly isRequest?: boolean;
}

/**
 * Everything that is wrong with an input, in the order of declaration, at most MAX_ISSUES.
 *
 * Interpretive and slow beside a validator: called only for what a validator refused, and for every such value it
 * returns at least one issue. Secrets are not shown. `loc` begins with the part of the request: `['query', 'limit']`, `['body']`.
 *
 * @example collectIssues(Type.Integer(), 'ten', 'text', ['query', 'limit'])[0]?.type; // → 'int_parsing'
 */
export function collectIssues(
  schema: TSchema,
  value: unknown,
  mode: InputMode,
  loc: readonly (string | number)[],
  options: IssueOptions = {},
): ValidationIssue[] {
  const isRequest = options.isRequest === true && mentionsReadOnly(schema);
  const reader = new SchemaReader({ mode, loc, limit: options.limit ?? MAX_ISSUES, formats: options.formats, isRequest });
  reader.readRoot(schema, new Frame(schema), value);
  return reader.secrets.size === 0 ? reader.issues : maskSecrets(reader.issues, reader.secrets);
}
