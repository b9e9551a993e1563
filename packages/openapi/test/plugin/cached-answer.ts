import { gunzipSync } from 'node:zlib';
import Fastify from 'fastify';
import t from 'tap';
import { CachedAnswer } from '#src/plugin/cached-answer.js';

const TEXT = 'a long text '.repeat(500);

function start(test: Pick<typeof t, 'teardown'>, body: string, contentType = 'text/plain') {
  const answer = new CachedAnswer(Buffer.from(body), { contentType, cacheControl: 'no-cache' });
  const fastify = Fastify();
  test.teardown(() => fastify.close());
  fastify.get('/', (request, reply) => answer.send(request, reply));
  return { answer, ask: (headers: Record<string, string> = {}) => fastify.inject({ url: '/', headers }) };
}

t.test('compresses for clients that take it', async (t) => {
  const { ask } = start(t, TEXT);
  for (const coding of ['gzip', 'br, gzip;q=0.5', '*', 'GZIP']) {
    const compressed = await ask({ 'accept-encoding': coding });
    t.equal(compressed.headers['content-encoding'], 'gzip', coding);
    t.equal(gunzipSync(compressed.rawPayload).toString(), TEXT);
  }
  for (const coding of ['identity', 'br', 'gzip;q=0', 'gzip; q=0.0, br', '']) {
    const plain = await ask({ 'accept-encoding': coding });
    t.equal(plain.headers['content-encoding'], undefined, coding);
    t.equal(plain.payload, TEXT);
  }
  t.equal((await ask()).headers.vary, 'accept-encoding');
});

t.test('leaves alone what compression makes no smaller', async (t) => {
  const short = start(t, 'short');
  t.equal((await short.ask({ 'accept-encoding': 'gzip' })).payload, 'short');
  const image = start(t, TEXT, 'image/png');
  t.equal((await image.ask({ 'accept-encoding': 'gzip' })).headers['content-encoding'], undefined);
});

t.test('answers 304 where the client has this version', async (t) => {
  const { ask, answer } = start(t, TEXT);
  const { etag } = (await ask()).headers as { etag: string };
  t.equal(etag, `"${answer.hash}"`);
  for (const condition of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const known = await ask({ 'if-none-match': condition });
    t.match(known, { statusCode: 304, payload: '' }, condition);
  }
  t.equal((await ask({ 'if-none-match': '"other"' })).statusCode, 200);
  t.equal((await ask({ 'if-none-match': etag, 'accept-encoding': 'gzip' })).statusCode, 200, 'the compressed form is another one');
});
