import type { TSchema } from '../schema/typebox.js';
import { MAX_ISSUES } from './issue.js';
import type { ValidationIssue } from './issue.js';
import type { IssueOptions } from './issues.js';
import { SchemaReader } from './reader.js';
import { Frame } from './reference.js';

/**
 * What is wrong with what a handler returned, in its JavaScript form: dates, maps, sets, big integers and instances where
 * the schema says so; undeclared properties are allowed, since the serializer drops them.
 */
export function collectOutputIssues(schema: TSchema, value: unknown, loc: readonly (string | number)[], options: IssueOptions = {}): ValidationIssue[] {
  const reader = new SchemaReader({ mode: 'output', loc, limit: options.limit ?? MAX_ISSUES, formats: options.formats });
  reader.readRoot(schema, new Frame(schema), value);
  return reader.issues;
}
