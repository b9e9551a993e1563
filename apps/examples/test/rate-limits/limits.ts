import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import t from 'tap';
import { isShownAtAnyTime } from '../fixtures/shown.js';

// The application reads it when it is loaded, and shall stand for itself here.
delete process.env['REDIS_URL'];
const { app } = await import('#src/rate-limits/limits.js');

t.teardown(() => app.close());

const login = { method: 'POST', url: '/sessions', payload: { name: 'ada', password: 'guess' } } as const;

t.test('lets guess a password five times a minute', async (t) => {
  const statuses: number[] = [];
  for (let tries = 0; tries < 6; tries++) statuses.push((await app.inject(login)).statusCode);
  t.strictSame(statuses, [401, 401, 401, 401, 401, 429]);
  const { headers } = await app.inject(login);
  t.match(headers, { 'ratelimit-policy': '"1000/h";q=1000;w=3600, "5/m";q=5;w=60, "50/d";q=50;w=86400', 'retry-after': /^\d+$/ });
  t.match(headers.ratelimit, /^"1000\/h";r=995;t=\d+, "5\/m";r=0;t=\d+, "50\/d";r=45;t=\d+$/);
});

t.test('says so in the words that the page shows', async (t) => {
  const { hostname, port } = new URL(await app.listen({ port: 0 }));
  const socket = connect(Number(port), hostname);
  const body = JSON.stringify(login.payload);
  socket.end(
    `POST /sessions HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
  const answer = (await text(socket)).replaceAll('\r\n', '\n');
  isShownAtAnyTime(t, 'rate-limits/refused.http', answer, /(?<=;t=|retry-after: |again in |content-length: )\d+|(?<=Date: ).*|(?<=req-)\w+/g);
});

t.test('counts users apart, and what asks for their health not at all', async (t) => {
  const headers = { authorization: 'Bearer ada-token' };
  const build = async () => (await app.inject({ method: 'POST', url: '/reports/sales', headers })).statusCode;
  t.strictSame([await build(), await build(), await build()], [200, 200, 429]);
  t.equal((await app.inject({ url: '/reports', headers })).statusCode, 200);
  t.equal((await app.inject('/health')).headers.ratelimit, undefined);
});
