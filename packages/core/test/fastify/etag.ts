import type { FastifyReply } from 'fastify';
import t from 'tap';
import { Bytes, Controller, Depends, Get, HttpError, Model, Post, Text, Type, fastifyReply } from '#src/index.js';
import { startApp } from '../fixtures/start-app.js';

class Item extends Model({ id: Type.Integer(), name: Type.String() }) {}

const secretive = { id: 1, name: 'Pen', secret: 'x' };

t.test('tags answers by option and spares who has them already', async (t) => {
  @Controller('/tagged', { etag: 'strong' })
  class Tagged {
    @Get('/strong', { response: Item })
    strong(): Item {
      return secretive;
    }

    @Get('/weak', { response: Text, etag: 'weak' })
    weak(): string {
      return 'text, with "commas"';
    }

    @Get('/bytes', { response: Bytes('image/png') })
    bytes(): Uint8Array {
      return new Uint8Array([1]);
    }

    @Get('/own', { response: Item })
    own(@Depends(fastifyReply) reply: FastifyReply): Item {
      reply.header('etag', '"v1,2"').header('cache-control', 'max-age=60');
      return secretive;
    }

    @Get('/off', { response: Item, etag: false })
    off(): Item {
      return secretive;
    }

    @Get('/missing', { response: Item })
    missing(): Item {
      throw new HttpError(404);
    }

    @Post('/posted', { response: Item })
    posted(): Item {
      return secretive;
    }
  }
  const app = await startApp(t, { controllers: [Tagged] });
  const tagOf = async (url: string) => String((await app.inject(`/tagged${url}`)).headers.etag);
  const strong = await tagOf('/strong');
  t.match(strong, /^"[\w-]+"$/);
  t.equal(await tagOf('/strong'), strong, 'the same body has the same tag');
  const weak = await tagOf('/weak');
  t.match(weak, /^W\/"[\w-]+"$/);
  t.match(await tagOf('/bytes'), /^"/);
  for (const url of ['/off', '/missing']) t.equal(await tagOf(url), 'undefined', url);
  t.equal((await app.inject({ method: 'POST', url: '/tagged/posted' })).headers.etag, undefined);

  const rows = [
    ['/strong', { 'if-none-match': strong }, 304],
    ['/strong', { 'if-none-match': `W/${strong}` }, 304],
    ['/strong', { 'if-none-match': `"a", ${strong} , "b"` }, 304],
    ['/strong', { 'if-none-match': '*' }, 304],
    ['/strong', { 'if-none-match': '"a"' }, 200],
    ['/strong', { 'if-none-match': strong.slice(1, -1) }, 200],
    ['/weak', { 'if-none-match': weak }, 304],
    ['/own', { 'if-none-match': '"a", "v1,2"' }, 304],
    ['/own', { 'if-none-match': '"v1"' }, 200],
    ['/strong', { 'if-match': strong }, 200],
    ['/strong', { 'if-match': '*' }, 200],
    ['/strong', { 'if-match': '"a"' }, 412],
    ['/strong', { 'if-match': `W/${strong}` }, 412],
    ['/weak', { 'if-match': weak }, 412],
    ['/strong', { 'if-match': '"a"', 'if-none-match': strong }, 412],
    ['/missing', { 'if-none-match': '*' }, 404],
  ] as const;
  for (const [url, headers, status] of rows) {
    for (const method of ['GET', 'HEAD'] as const) {
      const response = await app.inject({ method, url: `/tagged${url}`, headers });
      t.equal(response.statusCode, status, `${method} ${url} ${JSON.stringify(headers)}`);
      if (status !== 304) continue;
      t.equal(response.payload, '');
      t.strictSame([response.headers['content-type'], response.headers['content-length']], [undefined, undefined]);
      t.ok(response.headers.etag);
    }
  }
  t.equal(
    (await app.inject({ url: '/tagged/own', headers: { 'if-none-match': '"v1,2"' } })).headers['cache-control'],
    'max-age=60',
    'what a cache needs stays',
  );
  const failed = await app.inject({ url: '/tagged/strong', headers: { 'if-match': '"a"' } });
  t.strictSame([failed.json().code, failed.headers.etag], ['precondition_failed', undefined]);
});
