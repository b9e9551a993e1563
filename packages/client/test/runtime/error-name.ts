import t from 'tap';
import { hasKind, isNamed } from '#src/runtime/error-name.js';
import { TransportError } from '#src/runtime/transport-error.js';

const ours = new TransportError('network', { operation: 'items.read', method: 'GET', url: '' });

t.test('knows errors by their name, whichever copy of the package they are of', async (t) => {
  t.equal(isNamed(ours, 'TransportError'), true);
  t.equal(isNamed(Object.assign(new Error(), { name: 'TransportError' }), 'TransportError'), true);
  t.equal(isNamed({ name: 'TransportError' }, 'TransportError'), false);
  t.equal(isNamed(ours, 'ApiError'), false);
});

t.test('takes mistakes of a program for what they are', async (t) => {
  t.equal(hasKind(ours), true);
  for (const other of [new TypeError('ours'), { kind: 'network' }, undefined]) t.equal(hasKind(other), false);
});
