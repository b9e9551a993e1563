import t from 'tap';
import { listenOptionsOf } from '#src/start/listen-options.js';

t.test('the command line wins over PORT, which wins over the settings', async (t) => {
  const settings = { host: '0.0.0.0', port: 3 };
  t.strictSame(listenOptionsOf({ host: '::1', port: 1 }, settings, { PORT: '2' }), { host: '::1', port: 1 });
  t.strictSame(listenOptionsOf({}, settings, { PORT: '2' }), { host: '0.0.0.0', port: 2 });
  t.strictSame(listenOptionsOf({}, settings, { PORT: '' }), { host: '0.0.0.0', port: 3 });
  t.strictSame(listenOptionsOf({}, {}, {}), {});
});

t.test('what is no port is refused', async (t) => {
  t.throws(() => listenOptionsOf({ port: Number.NaN }, {}, {}), { code: 'TYPHOON_ERR_CLI_USAGE', message: /--port expects .* but is 'NaN'/ });
  t.throws(() => listenOptionsOf({}, {}, { PORT: 'http' }), { code: 'TYPHOON_ERR_CLI_USAGE', message: /variable PORT expects .* but is 'http'/ });
});

t.test('a socket stands instead of host and port', async (t) => {
  t.strictSame(listenOptionsOf({ socket: '/run/api.sock' }, { host: '0.0.0.0', port: 3 }, { PORT: '2' }), { path: '/run/api.sock' });
  t.throws(() => listenOptionsOf({ socket: '/a', port: 1 }, {}, {}), { code: 'TYPHOON_ERR_CLI_USAGE', message: '--socket and --port' });
  t.throws(() => listenOptionsOf({ socket: '/a', host: '::1' }, {}, {}), { code: 'TYPHOON_ERR_CLI_USAGE', message: '--socket and --host' });
});
