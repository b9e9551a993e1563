import t from 'tap';
import { toErrorAnswer } from '#src/http/error-answer.js';
import { HttpError } from '#src/http/http-error.js';
import { RequestValidationError } from '#src/http/request-errors.js';

t.test('tells of each error what may be told', (t) => {
  const issue = { type: 'missing', loc: ['query', 'a'], msg: 'Field required', input: {} };
  const rows = [
    [new HttpError(404, { detail: 'No', headers: { 'x-a': 'b' } }), { status: 404, headers: { 'x-a': 'b' }, body: { status: 404, detail: 'No' } }],
    [new RequestValidationError([issue]), { status: 422, headers: {}, body: { status: 422, errors: [issue] } }],
    [Object.assign(new Error('Too large'), { statusCode: 413, headers: { a: 'b' } }), { status: 413, headers: { a: 'b' }, body: { detail: 'Too large' } }],
    [Object.assign(new Error('secret'), { statusCode: 503 }), { status: 503, body: { title: 'Service Unavailable' } }],
    [new Error('secret'), { status: 500, body: { title: 'Internal Server Error' } }],
    [Object.assign(new Error('secret'), { statusCode: 200 }), { status: 500 }],
  ] as const;
  for (const [error, want] of rows) {
    const answer = toErrorAnswer(error, 'problem', 'req-1');
    t.match(answer, want, error.message);
    t.notMatch(JSON.stringify(answer.body), 'secret');
    t.match(toErrorAnswer(error, 'fastapi', 'req-1'), { status: want.status, contentType: /^application\/json/ });
  }
  t.end();
});
