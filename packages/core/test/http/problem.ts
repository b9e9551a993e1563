import t from 'tap';
import { HttpError } from '#src/http/http-error.js';
import { formatHttpError, formatIssues } from '#src/http/problem.js';

const issue = (name: string) => ({ type: 'missing', loc: ['body', name], msg: 'Field required', input: {} });

t.test('writes HTTP errors in either envelope', (t) => {
  const head = { type: 'about:blank', title: 'Conflict', status: 409, code: 'conflict' };
  const rows = [
    [new HttpError(409), { ...head, requestId: 'r' }, { detail: 'Conflict' }],
    [new HttpError(409, 'Taken'), { ...head, detail: 'Taken', requestId: 'r' }, { detail: 'Taken' }],
    [new HttpError(409, { detail: { by: 'Ada' } }), { ...head, requestId: 'r', data: { by: 'Ada' } }, { detail: { by: 'Ada' } }],
    [new HttpError(409, { data: { left: 2 } }), { ...head, requestId: 'r', left: 2 }, { detail: 'Conflict', left: 2 }],
    [new HttpError(409, { data: { status: 200, type: 'x', requestId: 'x', left: 2 } }), { ...head, requestId: 'r', left: 2 }, { detail: 'Conflict', left: 2 }],
  ] as const;
  for (const [error, problem, fastapi] of rows) {
    t.strictSame(formatHttpError(error, 'problem', 'r'), { contentType: 'application/problem+json; charset=utf-8', body: problem });
    t.strictSame(formatHttpError(error, 'fastapi', 'r'), { contentType: 'application/json; charset=utf-8', body: fastapi });
  }
  t.end();
});

t.test('writes issues, the first of them as a sentence', (t) => {
  const rows = [
    [[issue('name')], 'body.name: Field required.'],
    [[issue('name'), issue('age'), issue('x')], 'body.name: Field required. And 2 more.'],
    [[{ ...issue('email'), msg: 'It should have a period.' }, issue('x')], 'body.email: It should have a period. And 1 more.'],
    [[], 'Unprocessable Content'],
  ] as const;
  for (const [issues, detail] of rows) {
    t.strictSame(formatIssues(issues, 'problem', 'r').body, {
      type: 'about:blank',
      title: 'Validation failed',
      status: 422,
      code: 'validation_failed',
      detail,
      requestId: 'r',
      errors: issues,
    });
    t.strictSame(formatIssues(issues, 'fastapi', 'r').body, { detail: issues });
  }
  t.end();
});
