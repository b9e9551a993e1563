import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';
import { once } from 'node:events';
import { request as connect } from 'node:http';
import t from 'tap';
import { Body, Controller, Depends, Get, Post, Type, fastifyReply, fastifyRequest, log, signal } from '#src/index.js';
import { startApp } from '../fixtures/start-app.js';

t.test('hands out the request, the reply and a logger that knows the request', async (t) => {
  @Controller('/')
  class RawController {
    @Get('/')
    read(@Depends(fastifyRequest) request: FastifyRequest, @Depends(fastifyReply) reply: FastifyReply, @Depends(log) logger: FastifyBaseLogger) {
      reply.header('x-seen', request.headers['x-sent']);
      logger.warn('seen');
      return { id: request.id };
    }
  }
  const app = await startApp(t, { controllers: [RawController] });
  const answer = await app.inject({ url: '/', headers: { 'x-sent': 'yes' } });
  t.equal(answer.headers['x-seen'], 'yes');
  t.match(app.lines, [{ msg: 'seen', reqId: answer.json<{ id: string }>().id }]);
});

t.test('the signal aborts when the client leaves, and only then', async (t) => {
  const seen: AbortSignal[] = [];
  let enter: () => void = () => undefined;
  const entered = new Promise<void>((resolve) => (enter = resolve));
  @Controller('/')
  class WaitingController {
    @Post('/fast')
    fast(@Body(Type.Object({ n: Type.Integer() })) _body: { n: number }, @Depends(signal) gone: AbortSignal) {
      seen.push(gone);
      return { aborted: gone.aborted };
    }

    @Post('/slow')
    async slow(@Body(Type.Object({ n: Type.Integer() })) _body: { n: number }, @Depends(signal) gone: AbortSignal) {
      seen.push(gone);
      const aborted = once(gone, 'abort');
      enter();
      await aborted;
      return {};
    }
  }
  const app = await startApp(t, { controllers: [WaitingController] });
  const address = await app.listen({ port: 0 });
  const headers = { 'content-type': 'application/json' };

  const answer = await fetch(`${address}/fast`, { method: 'POST', headers, body: '{"n":1}' });
  t.strictSame(await answer.json(), { aborted: false });
  t.equal(seen[0]?.aborted, false);

  const leaving = connect(`${address}/slow`, { method: 'POST', headers });
  leaving.on('error', () => undefined);
  leaving.end('{"n":1}');
  await entered;
  const gone = seen[1] as AbortSignal;
  const aborted = gone.aborted ? undefined : once(gone, 'abort');
  leaving.destroy();
  await aborted;
  t.equal((gone.reason as Error).name, 'AbortError');
});
