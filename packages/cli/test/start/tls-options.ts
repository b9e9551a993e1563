import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { assertTls, readTls } from '#src/start/tls-options.js';
import { makeCertificate, opensslSkip } from '../fixtures/certificate.js';

t.test('options that need one another are said to', async (t) => {
  const rows = [
    [{ tlsCert: 'a.pem' }, '--tls-cert needs the key of the certificate: add --tls-key FILE.'],
    [{ tlsKey: 'a.key' }, '--tls-key needs the certificate that it belongs to: add --tls-cert FILE.'],
    [{ tlsCa: 'ca.pem' }, '--tls-ca is for TLS: add --tls-cert FILE and --tls-key FILE.'],
    [{ http2: true }, '--http2 is for TLS, since browsers speak it over nothing else: add --tls-cert FILE and --tls-key FILE.'],
  ] as const;
  for (const [given, message] of rows) t.throws(() => assertTls(given), { code: 'TYPHOON_ERR_CLI_USAGE', message });
  assertTls({});
  assertTls({ tlsCert: 'a.pem', tlsKey: 'a.key', tlsCa: 'ca.pem', http2: true });
});

t.test('files of TLS are read, and what is wrong with them is said', { skip: opensslSkip() }, async (t) => {
  const folder = t.testdir({ 'text.pem': 'text', 'broken.key': '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n' });
  const at = (name: string): string => join(folder, name);
  const one = makeCertificate(folder, 'one');
  const two = makeCertificate(folder, 'two');
  const locked = at('locked.key');
  execFileSync('openssl', ['pkcs8', '-topk8', '-in', one.key, '-out', locked, '-passout', 'pass:secret']);
  const files = (tlsCert: string, tlsKey: string, tlsCa?: string) => ({ tlsCert, tlsKey, tlsCa });

  t.equal(readTls({}), undefined);
  t.match(readTls(files(one.cert, one.key), {}), { cert: one.text });
  t.match(readTls(files(one.cert, one.key, two.cert), {}), { ca: two.text, requestCert: true, rejectUnauthorized: true });
  t.match(readTls(files(one.cert, locked), { TLS_KEY_PASSPHRASE: 'secret' }), { passphrase: 'secret' });
  writeFileSync(at('chain.pem'), one.text + two.text);
  t.match(readTls(files(at('chain.pem'), one.key), {}), { cert: one.text + two.text });

  const refuses = (given: Parameters<typeof readTls>[0], message: string, env = {}): void => {
    t.throws(() => readTls(given, env), { code: 'TYPHOON_ERR_CLI_TLS', message });
  };
  refuses(files(at('none.pem'), one.key), `The file '${at('none.pem')}' of --tls-cert does not exist. Name one in PEM.`);
  refuses(files(folder, one.key), `The file '${folder}' of --tls-cert cannot be read (EISDIR). Name one in PEM.`);
  refuses(files(at('text.pem'), one.key), `The file '${at('text.pem')}' of --tls-cert holds no certificate. It begins with -----BEGIN CERTIFICATE-----.`);
  refuses(files(one.cert, one.cert), `The file '${one.cert}' of --tls-key holds no key. It begins with -----BEGIN PRIVATE KEY-----.`);
  refuses(files(one.cert, at('broken.key')), `The key '${at('broken.key')}' of --tls-key is damaged. Name one in PEM.`);
  refuses(files(one.cert, two.key), `The key ${two.key} is not that of the certificate ${one.cert}. Name the key that it was made with.`);
  refuses(files(one.cert, locked), `The key '${locked}' of --tls-key is encrypted. Set the variable TLS_KEY_PASSPHRASE.`);
  refuses(files(one.cert, locked), `The key '${locked}' of --tls-key has another passphrase than the variable TLS_KEY_PASSPHRASE.`, {
    TLS_KEY_PASSPHRASE: 'wrong',
  });
  refuses(
    files(one.cert, one.key, at('text.pem')),
    `The file '${at('text.pem')}' of --tls-ca holds no certificate. It begins with -----BEGIN CERTIFICATE-----.`,
  );
});
