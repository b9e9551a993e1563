import t from 'tap';
import type { AsyncApiDocument } from '#src/asyncapi/asyncapi-document.js';
import { AsyncApiStore } from '#src/plugin/asyncapi-store.js';

t.test('describes the channels once, and writes them for each place', (t) => {
  let described = 0;
  const store = new AsyncApiStore(() => {
    described++;
    return (base) => ({ asyncapi: base }) as AsyncApiDocument;
  });
  t.equal(described, 0);
  t.equal(store.at(undefined).document.asyncapi, 'http://localhost');
  t.equal(store.at('https://a.example').document.asyncapi, 'https://a.example');
  t.equal(store.at('https://a.example'), store.at('https://a.example'));
  t.equal(described, 1);
  t.end();
});

t.test('knows the other origins that a page connects to', (t) => {
  const server = (host: string) => ({ host, protocol: 'wss' }) as const;
  const store = new AsyncApiStore(() => (base) => {
    const servers = {
      here: server(new URL(base).host),
      there: server('chat.example:444'),
      many: server('{region}.chat.example'),
      odd: server("x; script-src 'none'"),
    };
    return { servers } as unknown as AsyncApiDocument;
  });
  t.strictSame(store.origins(), ['wss://*.chat.example', 'wss://chat.example:444']);
  t.end();
});
