import t from 'tap';
import { hasKind } from '#src/runtime/error-name.js';
import { ApiError } from '#src/runtime/api-error.js';
import { SocketError } from '#src/runtime/socket-error.js';
import { TransportError } from '#src/runtime/transport-error.js';

const ours = new TransportError('network', { operation: 'items.read', method: 'GET', url: '' });

t.test('knows errors by their name, whichever copy of the package they are of', async (t) => {
  const errors = [TransportError, ApiError, SocketError];
  t.equal(TransportError.is(ours), true);
  for (const { name, is } of errors) {
    t.equal(is(Object.assign(new Error(), { name, kind: 'network' })), true, name);
    t.equal(is({ name, kind: 'network' }), false, 'no error');
    t.equal(is(Object.assign(new Error(), { name })), false, 'an error of somebody else');
  }
  t.equal(ApiError.is(ours), false);
});

t.test('takes mistakes of a program for what they are', async (t) => {
  t.equal(hasKind(ours), true);
  for (const other of [new TypeError('ours'), { kind: 'network' }, undefined]) t.equal(hasKind(other), false);
});
