import t from 'tap';
import { splitCredentials, toClientSettings, withRetries } from '#src/client-settings.js';

t.test('User and password of an address become a header', async (t) => {
  const { base, headers } = toClientSettings('x', { baseUrl: 'http://ada:p%40ss@host.test/v1', headers: { 'x-own': '1' } });
  t.equal(base?.href, 'http://host.test/v1');
  t.strictSame(await headers(), { authorization: `Basic ${Buffer.from('ada:p@ss').toString('base64')}`, 'x-own': '1' });
  const plain = new URL('http://host.test');
  t.strictSame(splitCredentials(plain), { url: plain, authorization: {} });
});

t.test('A call that names how often it is repeated means its method, whatever that is', (t) => {
  const { retry } = toClientSettings('x', { retries: 1 });
  t.strictSame([retry.limit, [...retry.methods]], [1, ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']]);
  const told = withRetries(retry, 'POST', 5);
  t.strictSame([told.limit, told.methods.has('POST')], [5, true]);
  t.equal(withRetries(retry, 'POST', undefined), retry);
  t.end();
});

t.test('Private addresses are for the own origin, for all, or for none', (t) => {
  const of = (options: Parameters<typeof toClientSettings>[1]) => toClientSettings('x', options).transport.privateAddresses;
  t.strictSame(
    [of({}), of({ baseUrl: 'http://a.test:81/b' }), of({ privateAddresses: true }), of({ baseUrl: 'http://a.test', privateAddresses: false })],
    [false, 'http://a.test:81', true, false],
  );
  t.end();
});
