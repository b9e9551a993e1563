import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:http2';
import { get } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import t from 'tap';
import { createSecure } from '#src/deployment/tls.js';

const skip = spawnSync('openssl', ['version']).status === 0 ? false : 'openssl is not installed';

t.test('speaks HTTP/2 and HTTP/1.1 over TLS on one port', { skip }, async (t) => {
  const folder = t.testdir({});
  const [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', keyFile, '-out', certFile];
  execFileSync('openssl', ['req', '-x509', ...made, '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'], { stdio: 'ignore' });
  const ca = readFileSync(certFile, 'utf8');
  const app = createSecure(ca, readFileSync(keyFile, 'utf8'));
  t.teardown(() => app.close());
  const address = await app.listen({ port: 0 });
  t.match(address, /^https:/);

  const session = connect(address, { ca });
  const stream = session.request({ ':path': '/' });
  const [headers] = (await once(stream, 'response')) as [Record<string, unknown>];
  stream.resume();
  await once(stream, 'end');
  session.close();
  t.equal(headers[':status'], 200);

  const [answer] = (await once(get(address, { ca, agent: false }), 'response')) as [IncomingMessage];
  answer.resume();
  t.strictSame([answer.statusCode, answer.httpVersion], [200, '1.1']);
});
