import t from 'tap';
import { typhoon } from '../fixtures/command.js';
import { ITEMS, project } from '../fixtures/project.js';

t.setTimeout(250_000);

const app = (end: string) => `${ITEMS.replace('export const app', 'const app')}\n${end}`;

/** Every way in which a module may hand out its application. */
const ENTRIES: readonly (readonly [string, string])[] = [
  ['as app', ITEMS],
  ['as default', app('export default app;')],
  ['as a promise', app('export default Promise.resolve(app);')],
  ['as a function', app('export default () => app;')],
  ['as an asynchronous function called app', app('async function make() { return app; }\nexport { make as app };')],
  ['by listening', app('await app.listen();')],
  ['by listening some time later', app('setTimeout(() => void app.listen(), 50);')],
  ['by listening with a callback', app('app.fastify.listen({ port: 0 }, () => undefined);')],
  ['both as app and by listening', `${ITEMS}\nawait app.listen();`],
  ['as default beside an app that is none', app("export { app as default };\nconst name = 'x';\nexport { name as app };")],
];

for (const [name, entry] of ENTRIES) {
  t.test(`a module hands out its application ${name}`, async (t) => {
    const { code, out, error } = await typhoon(t.testdir(project({ 'app.ts': entry })), ['routes', '--json']);
    t.equal(code, 0, error);
    t.match(JSON.parse(out), [{ path: '/items' }, { path: '/items/:id' }]);
  });
}

t.test('a module that awaits what never comes is said to', async (t) => {
  const folder = t.testdir({ 'package.json': '{"type":"module"}', 'app.js': 'export const app = await new Promise(() => undefined);' });
  t.strictSame(await typhoon(folder, ['routes', 'app.js']), {
    code: 1,
    out: '',
    error: "error app.js awaits something that never comes, so that it exports no application. Find the 'await' that does not end.\n",
  });
});
