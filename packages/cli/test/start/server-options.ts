import t from 'tap';
import { toServerOptions } from '#src/start/server-options.js';

t.test('the command line wins over the application, and leaves alone what it does not speak of', async (t) => {
  const own = { bodyLimit: 5, trustProxy: '10.0.0.0/8', https: { cert: 'own', honorCipherOrder: true } };
  t.strictSame(toServerOptions({})(own), own);
  t.match(toServerOptions({ trustProxy: true })(own), { trustProxy: true, bodyLimit: 5 });
  t.strictSame(toServerOptions({ tls: { cert: 'new', key: 'key' } })(own), { ...own, https: { cert: 'new', key: 'key', honorCipherOrder: true } });
  t.match(toServerOptions({ tls: { cert: 'new', key: 'key' }, http2: true })(own), { http2: true, https: { allowHTTP1: true, cert: 'new' } });
  t.type((toServerOptions({ isSocket: true })(own) as { trustProxy: unknown }).trustProxy, 'function');
});
