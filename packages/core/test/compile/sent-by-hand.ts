import type { FastifyInstance, FastifyReply } from 'fastify';
import t from 'tap';
import { Controller, Depends, Get, HttpError, Text, dependency, fastifyReply, security } from '#src/index.js';
import { startApp } from '../fixtures/start-app.js';

const log: string[] = [];
const transaction = dependency({}, async function* () {
  try {
    yield 1;
    log.push('commit');
  } catch (error) {
    log.push(`rollback: ${(error as Error).message}`);
    throw error;
  }
});
const gate = dependency({ reply: fastifyReply }, ({ reply }) => {
  reply.redirect('/sign-in');
});
const slowGate = dependency({ reply: fastifyReply }, async ({ reply }) => {
  await Promise.resolve();
  reply.redirect('/sign-in');
});
const earlyGate = dependency({ reply: fastifyReply, key: security.apiKey({ in: 'header', name: 'x-key', optional: true }) }, ({ reply }) => {
  reply.code(302).header('location', '/sign-in').send('');
});

@Controller('/')
class ByHandController {
  @Get('/void')
  void(@Depends(fastifyReply) reply: FastifyReply, @Depends(transaction) _tx: number): void {
    reply.send('mine');
  }

  @Get('/promise')
  async promise(@Depends(fastifyReply) reply: FastifyReply, @Depends(transaction) _tx: number): Promise<void> {
    await Promise.resolve();
    reply.code(202).send('mine');
  }

  @Get('/returned')
  returned(@Depends(fastifyReply) reply: FastifyReply): FastifyReply {
    return reply.send('mine');
  }

  @Get('/value', { response: Text })
  value(@Depends(fastifyReply) reply: FastifyReply): string {
    reply.send('mine');
    return 'another';
  }

  @Get('/throws')
  throws(@Depends(fastifyReply) reply: FastifyReply, @Depends(transaction) _tx: number): void {
    reply.send('mine');
    throw new HttpError(409, 'too late');
  }

  @Get('/rejects')
  async rejects(@Depends(fastifyReply) reply: FastifyReply): Promise<void> {
    reply.send('mine');
    await Promise.reject(new HttpError(409, 'too late'));
  }

  @Get('/gate', { dependencies: [transaction, gate] })
  gate(): void {
    log.push('handler');
  }

  @Get('/slow-gate', { dependencies: [slowGate] })
  slowGate(): void {
    log.push('handler');
  }

  @Get('/early-gate', { dependencies: [earlyGate] })
  earlyGate(): void {
    log.push('handler');
  }
}

/** A hook that takes its time, as one that compresses does: `reply.sent` is false all the while. */
function slowHook(fastify: FastifyInstance): void {
  fastify.addHook('onSend', async (_request, _reply, payload) => {
    await new Promise((resolve) => setImmediate(resolve));
    return payload;
  });
}

for (const plugins of [[], [slowHook]]) {
  const way = plugins.length === 0 ? '' : ', where hooks of the host take their time';
  t.test(`what a handler sends by hand is the answer, once${way}`, async (t) => {
    const app = await startApp(t, { controllers: [ByHandController], plugins });
    const rows: [string, number, string[]][] = [
      ['/void', 200, ['commit']],
      ['/promise', 202, ['commit']],
      ['/returned', 200, []],
      ['/value', 200, []],
      ['/throws', 200, ['commit']],
      ['/rejects', 200, []],
    ];
    for (const [url, status, noted] of rows) {
      log.length = 0;
      const answer = await app.inject(url);
      t.strictSame([answer.statusCode, answer.payload, log], [status, 'mine', noted], url);
    }
    t.match(app.lines, [{ msg: 'A handler failed after its answer was sent', err: { message: 'too late' } }, { err: { message: 'too late' } }]);
  });

  t.test(`what a dependency sends stands instead of the handler, and commits nothing${way}`, async (t) => {
    const app = await startApp(t, { controllers: [ByHandController], plugins });
    for (const url of ['/gate', '/slow-gate', '/early-gate']) {
      log.length = 0;
      const answer = await app.inject(url);
      t.strictSame([answer.statusCode, answer.headers.location], [302, '/sign-in'], url);
      t.strictSame(log, url === '/gate' ? ['rollback: The request ended without an answer from its handler.'] : [], url);
    }
  });
}
