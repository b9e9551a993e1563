import { Validator } from '@seriousme/openapi-schema-validator';
import t from 'tap';
import { startChat } from './fixtures/chat.js';

interface Operation {
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly unknown[];
}

t.test('the document', async (t) => {
  const client = await startChat(t);
  const document = (await client.get('/openapi.json')).json();
  const operations: readonly (readonly [string, Operation])[] = Object.entries<Record<string, Operation>>(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
  );

  t.test('is valid', async (t) => {
    const result = await new Validator().validate(structuredClone(document));
    t.strictSame(result.errors ?? [], []);
    t.equal(result.valid, true);
  });

  t.test('lists what programs use, not the page, each with summary and tag', async (t) => {
    t.strictSame(operations.map(([name]) => name).sort(), [
      'DELETE /session',
      'GET /rooms/{room}/messages',
      'GET /session',
      'GET /ticker',
      'POST /rooms/{room}/messages',
      'POST /session',
    ]);
    const known = document.tags.map(({ name }: { name: string }) => name);
    for (const [name, { summary, tags }] of operations) {
      t.ok(summary, name);
      t.ok(tags?.every((tag) => known.includes(tag)) && tags.length === 1, name);
    }
  });

  t.test('says which take the cookie', async (t) => {
    t.match(document.components.securitySchemes, { APIKeyCookie: { type: 'apiKey', in: 'cookie', name: 'chat-session' } });
    const needs = operations.filter(([, { security }]) => JSON.stringify(security) === '[{"APIKeyCookie":[]}]').map(([name]) => name);
    t.strictSame(needs.sort(), ['DELETE /session', 'GET /rooms/{room}/messages', 'POST /rooms/{room}/messages']);
  });
});
