import t from 'tap';
import { TransportError, toTransportError } from '#src/runtime/transport-error.js';

const request = { operation: 'items.read', method: 'GET', url: '' };
const [running, aborted] = [new AbortController().signal, AbortSignal.abort()];

t.test('names what has ended a call', async (t) => {
  const kindOf = (error: unknown, deadline = running, caller = running) => (toTransportError(error, request, deadline, caller) as TransportError).kind;
  t.equal(kindOf(new TypeError('fetch failed')), 'network');
  t.equal(kindOf(new TypeError('fetch failed'), aborted), 'timeout');
  t.equal(kindOf(new TypeError('fetch failed'), aborted, aborted), 'aborted');
  t.equal(kindOf(new SyntaxError('Unexpected end of JSON input')), 'undecodable');
});

t.test('leaves errors of ours as they are, and keeps the cause of others', async (t) => {
  const ours = new TransportError('timeout', request);
  t.equal(toTransportError(ours, request, running, undefined), ours);
  const cause = new Error('ECONNRESET');
  t.match(toTransportError(cause, request, running, undefined, 200), { cause, status: 200, message: /^items.read: / });
  t.equal(TransportError.is(ours), true);
  t.equal(TransportError.is(cause), false);
});
