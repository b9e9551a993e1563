import type { ValidationIssue } from '@typhoon/core';

/** A message that does not fit its schema: what a peer sent, or, outside production, what a handler wants to send. */
export class MessageError extends Error {
  /** `loc` begins with `message`. */
  readonly issues: readonly ValidationIssue[];

  constructor(text: string, issues: readonly ValidationIssue[]) {
    super(text);
    this.name = 'MessageError';
    this.issues = issues;
  }
}

/** What is wrong, in one line for a close frame: `message.text: Field required`. */
export function summaryOf(issues: readonly ValidationIssue[]): string {
  const [first] = issues;
  return first === undefined ? 'The message is not valid' : `${first.loc.join('.')}: ${first.msg}`;
}
