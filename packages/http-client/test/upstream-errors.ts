import t from 'tap';
import { HttpAnswer } from '#src/http-answer.js';
import { UpstreamFailed, UpstreamStatusError } from '#src/upstream-errors.js';

t.test('The error of a status is a 502 whose properties do not tell what was answered', (t) => {
  const error = new UpstreamStatusError('x answered 404.', new HttpAnswer({ status: 404, headers: {} }, Buffer.from('secret'), { place: 'x' }));
  t.ok(error instanceof UpstreamFailed);
  t.strictSame([error.status, error.message, error.response.status, error.response.text()], [502, 'x answered 404.', 404, 'secret']);
  t.notMatch(JSON.stringify({ ...error }), /secret|404/);
  t.strictSame(
    [UpstreamStatusError.is(error), UpstreamStatusError.is(error, 403, 404), UpstreamStatusError.is(error, 403), UpstreamStatusError.is(null)],
    [true, true, false, false],
  );
  t.end();
});
