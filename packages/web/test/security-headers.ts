import t from 'tap';
import { Controller, Depends, Get, Type, fastifyReply } from '@typhoon/core';
import type { FastifyReply } from 'fastify';
import { createWebApp } from './fixtures/web-app.js';

@Controller('/')
class PagesController {
  @Get('/', { response: Type.String() })
  read() {
    return 'page';
  }

  @Get('/own', { response: Type.String() })
  own(@Depends(fastifyReply) reply: FastifyReply) {
    reply.header('content-security-policy', "default-src 'none'");
    return 'page';
  }
}

t.test('answers and errors carry helmet’s headers, and a handler’s own stand', async (t) => {
  const app = createWebApp({ securityHeaders: true }, { controllers: [PagesController] });
  for (const url of ['/', '/nowhere', '/%zz']) {
    const { headers } = await app.inject(url);
    t.match(headers, { 'x-content-type-options': 'nosniff', 'strict-transport-security': /max-age/, 'content-security-policy': /default-src 'self'/ }, url);
    t.notMatch(headers['content-security-policy'], /upgrade-insecure-requests/, 'pages over plain HTTP find their own scripts');
  }
  t.equal((await app.inject('/own')).headers['content-security-policy'], "default-src 'none'");
});

t.test('options are helmet’s', async (t) => {
  const app = createWebApp(
    { securityHeaders: { contentSecurityPolicy: { directives: { 'img-src': ['https://cdn.example'] } }, xFrameOptions: false } },
    { controllers: [PagesController] },
  );
  const { headers } = await app.inject('/');
  t.match(headers['content-security-policy'], /img-src https:\/\/cdn\.example/);
  t.equal(headers['x-frame-options'], undefined);
});
