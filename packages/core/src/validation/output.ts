import type { TSchema } from '../schema/typebox.js';
import { MAX_ISSUES } from './issue.js';
import type { ValidationIssue } from './issue.js';
import type { IssueOptions } from './issues.js';
import { SchemaReader } from './reader.js';
import { Frame } from './reference.js';

export interface OutputOptions extends Pick<IssueOptions, 'limit' | 'formats'> {
  /** True for what leaves: there `writeOnly` properties need not be. Default: false. */
  readonly isAnswer?: boolean;
}

/**
 * What is wrong with what a handler returned, in its JavaScript form: dates, maps, sets, big integers and instances where
 * the schema says so; undeclared properties are allowed, since the serializer drops them.
 */
export function collectOutputIssues(schema: TSchema, value: unknown, loc: readonly (string | number)[], options: OutputOptions = {}): ValidationIssue[] {
  const { limit = MAX_ISSUES, formats, isAnswer } = options;
  const reader = new SchemaReader({ mode: 'output', loc, limit, formats, isAnswer });
  reader.readRoot(schema, new Frame(schema), value);
  return reader.issues;
}
