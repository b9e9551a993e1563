import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { parse } from 'yaml';
import { ITEMS, project } from '../fixtures/project.js';
import { typhoon } from '../fixtures/command.js';

t.setTimeout(110_000);

const CHAT = `import { Controller, Model, Type, WebSocket, createApp } from 'typhoon';
import type { Socket } from 'typhoon';

class Said extends Model({ text: Type.String() }) {}

@Controller('/chat')
class ChatController {
  @WebSocket('/', { receive: Said, send: Said })
  async talk(socket: Socket<Said, Said>) {
    for await (const message of socket) await socket.send(message);
  }
}

export default () => createApp({ title: 'Chat', version: '1.0.0', controllers: [ChatController] });
`;

t.test('the OpenAPI document goes to the standard output, with nothing else on it', async (t) => {
  const folder = t.testdir(project({ 'app.ts': `console.log('loaded');\n${ITEMS}` }));
  const { code, out, error } = await typhoon(folder, ['openapi']);
  t.equal(code, 0, error);
  t.match(JSON.parse(out), { info: { title: 'Items' }, paths: { '/items/{id}': { get: { operationId: 'items.read' } } } });
  t.match(error, 'loaded');
});

t.test('a file gets the format that its name says', async (t) => {
  const folder = t.testdir(project());
  const { code, error } = await typhoon(folder, ['openapi', 'src/app.ts', '--out', 'documents/api.yaml']);
  t.equal(code, 0, error);
  t.match(parse(readFileSync(join(folder, 'documents/api.yaml'), 'utf8')), { openapi: '3.1.1', info: { title: 'Items' } });
});

t.test('the AsyncAPI document is that of the channels; without channels there is none', async (t) => {
  const folder = t.testdir(project({ 'app.ts': CHAT, 'items.ts': ITEMS }));
  const { out, error } = await typhoon(folder, ['asyncapi', '--format', 'yaml']);
  t.match(parse(out), { asyncapi: '3.0.0', channels: { 'chat.talk': {} } }, error);
  const none = await typhoon(folder, ['asyncapi', 'src/items.ts']);
  t.strictSame(none, { code: 1, out: '', error: 'error The application has no channels, so there is no AsyncAPI document. Add a @WebSocket() handler.\n' });
});

t.test('nothing is started for a document: no singleton, no onStart, no port, though the entry listens by itself', async (t) => {
  const started = ITEMS.replace("title: 'Items',", "title: 'Items', onStart: () => { throw new Error('started'); },").replace('export const app', 'const app');
  const folder = t.testdir(project({ 'main.ts': `${started}\nawait app.listen({ port: 1 });\nthrow new Error('went on');` }));
  const { code, out, error } = await typhoon(folder, ['openapi']);
  t.equal(code, 0, error);
  t.equal((JSON.parse(out) as { info: { title: string } }).info.title, 'Items');
});

t.test('an application without documents of its own has them all the same', async (t) => {
  const folder = t.testdir(project({ 'app.ts': ITEMS.replace("title: 'Items',", "title: 'Items', docs: false,") }));
  const { out, error } = await typhoon(folder, ['openapi']);
  t.match(JSON.parse(out), { info: { title: 'items', version: '2.0.0' }, paths: { '/items/{id}': {} } }, error);
  const unknown = await typhoon(folder, ['openapi', '--name', 'internal']);
  t.match(unknown, { code: 1, error: "publishes no document 'internal'" });
});
