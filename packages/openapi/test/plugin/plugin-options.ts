import Fastify from 'fastify';
import t from 'tap';
import { openapi, openapiPages } from '#src/plugin/openapi-plugin.js';
import { assertKnownOptions } from '#src/plugin/plugin-options.js';
import { INFO } from '../fixtures/documents.js';

t.test('names every option that there is not, with its place and what is meant', (t) => {
  const rows = [
    [{ sevrers: [] }, "the plugin openapi: the option 'sevrers' is not known. Write 'servers'."],
    [{ redoc: null }, "the plugin openapi: the option 'redoc' is not known. Write documents: [{ redoc: … }]."],
    [{ security: [] }, "the plugin openapi: the option 'security' is not known. Protect with onRequest: app.guard({ … })."],
    [{ documents: [{}, { exlude: ['internal'] }] }, "the plugin openapi, documents[1]: the option 'exlude' is not known. Write 'exclude'."],
    [{ documents: [{ prefix: '/x' }] }, "the plugin openapi, documents[0]: the option 'prefix' is not known. There are 'name', "],
    [{ documents: { exclude: ['internal'] } }, "the plugin openapi: the option 'documents' expects a list but got {'exclude':['internal']}."],
    [{ zzzzzz: 1 }, "the plugin openapi: the option 'zzzzzz' is not known. There are 'info', 'documents', "],
  ] as const;
  for (const [options, message] of rows) {
    t.throws(() => assertKnownOptions({ info: INFO, ...options } as never), { code: 'TYPHOON_ERR_APP_OPTIONS', message: new RegExp(escape(message)) });
  }
  t.throws(() => assertKnownOptions({ info: INFO, sevrers: [], documents: [{ exlude: [] } as never] } as never), { message: /2 mistakes/ });
  t.doesNotThrow(() => assertKnownOptions({ info: INFO, prefix: '/v1', logLevel: 'warn', logSerializers: {} } as never), 'what Fastify reads');
  t.end();
});

t.test('an instance with such options does not get ready', async (t) => {
  for (const register of [
    (fastify: ReturnType<typeof Fastify>) => fastify.register(openapi, { info: INFO, exclude: ['internal'] }),
    (fastify: ReturnType<typeof Fastify>) => {
      fastify.register(openapi, { info: INFO });
      fastify.register(openapiPages, { info: INFO, onRequests: [] });
    },
  ]) {
    const fastify = Fastify();
    t.teardown(() => fastify.close());
    register(fastify);
    await t.rejects(async () => fastify.ready(), { code: 'TYPHOON_ERR_APP_OPTIONS' });
  }
});

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
