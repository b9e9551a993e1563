import t from 'tap';
import * as testing from '@typhoon/testing';

t.test('exports to users what is on the list, and nothing else', async (t) => {
  t.strictSame(Object.keys(testing).sort(), [
    'InMemoryClient',
    'MockAnswer',
    'MockHttp',
    'SocketRefusedError',
    'StreamFailedError',
    'TestSocket',
    'TestStream',
    'createInMemoryClient',
    'createTestClient',
    'mockHttp',
  ]);
});
