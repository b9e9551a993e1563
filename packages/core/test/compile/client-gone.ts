import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import t from 'tap';
import { Controller, Depends, Get, Path, Type, dependency, fastifyReply, signal } from '#src/index.js';
import type { FastifyReply } from 'fastify';
import { Http2Client } from '../fixtures/http2-client.js';
import { startApp } from '../fixtures/start-app.js';
import type { LogLine } from '../fixtures/start-app.js';

const NEVER = 2 ** 30;

/** What a handler may do when its client leaves: each rejects in another way. */
const WAYS: Readonly<Record<string, (gone: AbortSignal, reply: FastifyReply) => Promise<unknown>>> = {
  reason: async (gone) => rejectWithReason(gone),
  'a joined signal': async (gone) => rejectWithReason(AbortSignal.any([gone, new AbortController().signal])),
  'an error made of it': async (gone) => wait(NEVER, undefined, { signal: gone }),
  'an error around it': async (gone) =>
    rejectWithReason(gone).catch((error: unknown) => {
      throw new Error('The call failed.', { cause: error });
    }),
  'an error of its own': async (gone) =>
    rejectWithReason(gone).catch(() => {
      throw new DOMException('broken off', 'AbortError');
    }),
  'after a hijack': async (gone, reply) => {
    reply.hijack();
    return rejectWithReason(gone);
  },
};

async function rejectWithReason(gone: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => gone.addEventListener('abort', () => reject(gone.reason as Error)));
}

const transaction = dependency({}, async function* () {
  yield 1;
});

@Controller('/')
class Leaving {
  @Get('/ways/:way', { response: Type.Unknown() })
  async wait(
    @Path('way', Type.String()) way: string,
    @Depends(signal) gone: AbortSignal,
    @Depends(fastifyReply) reply: FastifyReply,
    @Depends(transaction) _: number,
  ) {
    began();
    return WAYS[way]?.(gone, reply);
  }

  @Get('/bug')
  async bug(@Depends(signal) gone: AbortSignal) {
    began();
    await rejectWithReason(gone).catch(() => undefined);
    throw new TypeError('a bug');
  }

  @Get('/own')
  async own() {
    return rejectWithReason(AbortSignal.timeout(1));
  }

  @Get('/broken')
  broken() {
    throw new DOMException('of a signal of its own', 'AbortError');
  }
}

let began: () => void;
const lines: LogLine[] = [];

t.test('what ends since the client has left is no error of the server', async (t) => {
  for (const protocol of ['HTTP/1.1', 'HTTP/2']) {
    const http2 = protocol === 'HTTP/2';
    const app = await startApp(t, { controllers: [Leaving], server: { logger: loggerInto(lines), ...(http2 && { http2 }) } });
    const address = await app.listen({ port: 0 });
    const { port } = app.fastify.server.address() as AddressInfo;
    const openClient = () => {
      if (http2) {
        const client = new Http2Client(t, address);
        return { ask: (path: string) => void client.open({ ':path': path }), leave: () => client.session.destroy() };
      }
      const socket = connect(port, '127.0.0.1');
      return { ask: (path: string) => void socket.write(`GET ${path} HTTP/1.1\r\nhost: a\r\n\r\n`), leave: () => socket.destroy() };
    };
    const leaveDuring = async (path: string): Promise<LogLine | undefined> => {
      lines.splice(0);
      const begun = new Promise<void>((resolve) => (began = resolve));
      const client = openClient();
      client.ask(path);
      await begun;
      client.leave();
      while (lines.length === 0) await wait(5);
      return lines[0];
    };
    for (const way of Object.keys(WAYS)) t.match(await leaveDuring(`/ways/${encodeURIComponent(way)}`), { level: 20, msg: /gone away/ }, `${protocol}: ${way}`);
    t.match(await leaveDuring('/bug'), { level: 50, msg: 'a bug' }, `${protocol}: a mistake is one, whoever is still there`);
  }
});

t.test('what is broken off for another reason, while the client is there, is a failure', async (t) => {
  const app = await startApp(t, { controllers: [Leaving], server: { logger: loggerInto(lines) } });
  const address = await app.listen({ port: 0 });
  for (const path of ['/own', '/broken']) {
    lines.splice(0);
    t.equal((await fetch(`${address}${path}`)).status, 500);
    t.match(lines, [{ level: 50 }]);
  }
});

function loggerInto(lines: LogLine[]) {
  return { level: 'debug', stream: { write: (line: string) => void lines.push(JSON.parse(line) as LogLine) } };
}
