import type { JsonSchema } from '../schema/typebox.js';
import type { ValidationIssue } from './issue.js';

/** What stands where a secret is not shown. */
export const MASK = '**********';

/** A text of format `password`, and what is only ever sent to us: `secret()` is both. */
export function isSecret(node: JsonSchema): boolean {
  return node['writeOnly'] === true || node['format'] === 'password';
}

/**
 * The issues without the secrets that were read: a missing field shows the object that it is missing in, and with it what
 * stands beside. An answer with a password in it ends up in logs.
 */
export function maskSecrets(issues: readonly ValidationIssue[], secrets: ReadonlySet<unknown>): ValidationIssue[] {
  return issues.map((issue) => ({ ...issue, input: mask(issue.input, secrets) }));
}

function mask(value: unknown, secrets: ReadonlySet<unknown>): unknown {
  if (secrets.has(value)) return MASK;
  if (Array.isArray(value)) return value.map((item) => mask(item, secrets));
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, mask(member, secrets)]));
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
