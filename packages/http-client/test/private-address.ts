import t from 'tap';
import { isPrivateAddress, lookupPublic } from '#src/private-address.js';
import { runHttp } from './fixtures/client.js';
import { sendJson, startUpstream } from './fixtures/upstream-server.js';

t.test('Addresses of this machine and of private networks are told from public ones', (t) => {
  const isPrivate = [
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
  ];
  for (const address of [...isPrivate, '::ffff:127.0.0.1', '::ffff:a9fe:a9fe', '64:ff9b::7f00:1', '2002:7f00:1::']) t.ok(isPrivateAddress(address), address);
  for (const address of ['1.1.1.1', '172.32.0.1', '8.8.8.8', '2606:4700::1111', '::ffff:1.1.1.1', 'localhost']) t.notOk(isPrivateAddress(address), address);
  t.end();
});

t.test('The client of whole addresses reaches nothing private, however it is written', async (t) => {
  const upstream = await startUpstream(t, (_, response) => sendJson(response, 'secret'));
  const { port } = new URL(upstream.url);
  await runHttp(t, async (http) => {
    for (const host of ['127.0.0.1', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]', 'localhost', '0'])
      await t.rejects(http.get(`http://${host}:${port}/`), { code: 'upstream_failed', message: /private address.*httpClient\(name, \{ baseUrl \}\)/ }, host);
  });
  t.equal(upstream.requests.length, 0);
});

t.test('Names that are looked up give all that is asked for, and failures as they are', async (t) => {
  const lookup = async (name: string, all: boolean): Promise<unknown> =>
    new Promise((resolve) => lookupPublic(name, { all }, (error, address, family) => resolve(error?.code ?? [address, family])));
  t.strictSame(await lookup('1.1.1.1', true), [[{ address: '1.1.1.1', family: 4 }], undefined]);
  t.strictSame(await lookup('1.1.1.1', false), ['1.1.1.1', 4]);
  t.equal(await lookup('localhost', false), 'TYPHOON_PRIVATE_ADDRESS');
  t.match(await lookup('nowhere.invalid', false), /^E/);
});
