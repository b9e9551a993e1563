// Runs in a process of its own: it starts nginx in front of an application.
import { once } from 'node:events';
import { request } from 'node:http';
import type { RequestOptions } from 'node:http';
import { nginxSkip, startNginx } from '@typhoon-apps/fixtures/nginx';
import { WebSocket as Client } from 'ws';
import t from 'tap';
import { Controller, Depends, Get, Type, WebSocket, createApp, fastifyRequest } from '#src/index.js';
import type { Socket } from '#src/index.js';
import type { FastifyRequest } from 'fastify';

@Controller('/')
class HostController {
  @Get('/host', { response: Type.String() })
  read(@Depends(fastifyRequest) request: FastifyRequest) {
    return request.host;
  }

  @WebSocket('/talk', { send: Type.String() })
  async talk(socket: Socket<never, string>) {
    await socket.send('Hello');
  }
}

/** Status and body of an answer, as `fetch` cannot ask it: by a name of its own, and from another address. */
async function ask(
  url: string,
  headers: RequestOptions['headers'],
  options: RequestOptions = {},
): Promise<readonly [status: number | undefined, body: unknown]> {
  const asked = request(url, { ...options, headers, agent: false }).end();
  const [response] = (await once(asked, 'response')) as [NodeJS.ReadableStream & { readonly statusCode?: number }];
  let text = '';
  for await (const chunk of response) text += String(chunk);
  const body = JSON.parse(text) as string | { readonly code: string };
  return [response.statusCode, typeof body === 'string' ? body : body.code];
}

/** 'open', or the status that the handshake was refused with. */
async function open(url: string, headers: Record<string, string>): Promise<string | number | undefined> {
  const socket = new Client(url.replace('http', 'ws'), { headers });
  return new Promise((resolve) => {
    socket.once('open', () => {
      socket.terminate();
      resolve('open');
    });
    socket.once('unexpected-response', (asked, response) => {
      asked.destroy();
      resolve(response.statusCode);
    });
    socket.on('error', () => undefined);
  });
}

const GOOD = 'api.example.com';
const EVIL = 'evil.example';
const REFUSED = [421, 'host_not_allowed'];

t.test('trusted hosts behind nginx', { skip: nginxSkip() }, async (t) => {
  const app = createApp({
    title: 'Hosts',
    version: '1.0.0',
    controllers: [HostController],
    trustedHosts: [GOOD],
    server: { logger: false, trustProxy: '127.0.0.1' },
  });
  t.teardown(() => app.close());
  const direct = await app.listen({ port: 0 });
  const nginx = await startNginx(
    t,
    ({ port }) => `
      map $http_upgrade $connection_upgrade { default upgrade; '' ''; }
      server {
        listen 127.0.0.1:${port};
        proxy_http_version 1.1;
        location / {
          proxy_set_header Upgrade $http_upgrade;
          proxy_set_header Connection $connection_upgrade;
          proxy_pass ${direct};
          proxy_set_header Host internal;
          proxy_set_header X-Forwarded-Host $http_host;
        }
        location /added/ {
          proxy_pass ${direct}/;
          proxy_set_header X-Forwarded-Host "$http_x_forwarded_host, $http_host";
        }
        location /unsaid/ {
          proxy_pass ${direct}/;
          proxy_set_header Host $http_host;
          proxy_set_header X-Forwarded-Host "";
        }
      }`,
  );

  await t.test('serves the name that the client has asked nginx for, and no other, whatever the client claims', async (t) => {
    t.strictSame(await ask(`${nginx.url}/host`, { host: GOOD }), [200, GOOD]);
    t.strictSame(await ask(`${nginx.url}/host`, { host: EVIL }), REFUSED);
    t.strictSame(await ask(`${nginx.url}/host`, { host: EVIL, 'x-forwarded-host': GOOD }), REFUSED);
    t.strictSame(await ask(`${nginx.url}/host`, { host: GOOD, 'x-forwarded-host': EVIL }), [200, GOOD]);
  });

  await t.test('where proxies add to the header, what the nearest says counts', async (t) => {
    t.strictSame(await ask(`${nginx.url}/added/host`, { host: GOOD, 'x-forwarded-host': EVIL }), [200, GOOD]);
    t.strictSame(await ask(`${nginx.url}/added/host`, { host: EVIL, 'x-forwarded-host': GOOD }), REFUSED);
  });

  await t.test('where nginx says nothing of the kind, the Host that it sends counts', async (t) => {
    t.strictSame(await ask(`${nginx.url}/unsaid/host`, { host: GOOD }), [200, GOOD]);
    t.strictSame(await ask(`${nginx.url}/unsaid/host`, { host: EVIL, 'x-forwarded-host': GOOD }), REFUSED);
  });

  await t.test('from an address that is no proxy the header means nothing', async (t) => {
    const stranger = { localAddress: '127.0.0.2' };
    t.strictSame(await ask(`${direct}/host`, { host: EVIL, 'x-forwarded-host': GOOD }, stranger), REFUSED);
    t.strictSame(await ask(`${direct}/host`, { host: GOOD, 'x-forwarded-host': EVIL }, stranger), [200, GOOD]);
    t.strictSame(await ask(`${direct}/host`, { host: EVIL, 'x-forwarded-host': GOOD }), [200, GOOD], 'unlike from that of the proxy');
  });

  await t.test('sockets are opened for its names alone, and for pages of them', async (t) => {
    t.equal(await open(`${nginx.url}/talk`, { host: GOOD, origin: `http://${GOOD}` }), 'open');
    t.equal(await open(`${nginx.url}/talk`, { host: EVIL, origin: `http://${EVIL}`, 'x-forwarded-host': GOOD }), 421);
    t.equal(await open(`${nginx.url}/talk`, { host: GOOD, origin: `http://${EVIL}` }), 403);
  });

  await t.test('what asks after the health may call it by its address', async (t) => {
    const status = async (path: string) => (await fetch(`${direct}${path}`)).status;
    t.strictSame([await status('/healthz'), await status('/readyz'), await status('/host')], [200, 200, 421]);
  });
});
