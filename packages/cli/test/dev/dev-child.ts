import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { DevChild } from '#src/dev/dev-child.js';
import { ITEMS, project } from '../fixtures/project.js';

const AT_EXIT =
  "import { writeFileSync } from 'node:fs';\nprocess.on('exit', (code) => writeFileSync(new URL('../ended.txt', import.meta.url), String(code)));\n";

for (const turn of ['now', 'later'] as const) {
  t.test(`a child whose turn is ${turn} serves one run, knows the modules of it, and ends as a program does`, async (t) => {
    const folder = t.testdir(project({ 'app.ts': `import './part.js';\n${ITEMS}`, 'part.ts': AT_EXIT }));
    const entry = join(folder, 'src/app.ts');
    const child = new DevChild({ folder, entry, turn }, () => undefined);
    t.teardown(() => child.kill());
    const outcome = await child.run({ entry, listen: { port: 0 }, tls: {}, verbose: false });
    t.match(outcome, { kind: 'listening', address: /^http:\/\/127\.0\.0\.1:\d+$/, docs: true, routes: { 'GET /items/:id': String, 'POST /items': String } });
    t.ok(child.files.has(entry));
    t.ok(child.files.has(join(folder, 'src/part.ts')));
    await child.close();
    t.equal(await child.ended, 0);
    t.equal(readFileSync(join(folder, 'ended.txt'), 'utf8'), '0');
  });
}

const WORK = `import { Blocking } from 'typhoon';
import { Factor } from './factor.js';
export class Sums {
  @Blocking(import.meta.url)
  static triple({ count }: { count: number }): number { return count * Factor.three; }
}
`;

const THREADED = `import { Controller, Depends, Get, Path, Type, createApp, threads, type Threads } from 'typhoon';
import { Sums } from './sums.js';
@Controller('/triples')
class TriplesController {
  constructor(@Depends(threads) private readonly threads: Threads) {}
  @Get('/:count', { response: Type.Integer() })
  read(@Path('count', Type.Integer()) count: number): Promise<number> { return this.threads.run(Sums.triple, { count }); }
}
export const app = createApp({ title: 'Triples', version: '1.0.0', controllers: [TriplesController], server: { logger: false } });
`;

t.test('threads run TypeScript, too, with its decorators, enums and paths', async (t) => {
  const folder = t.testdir(project({ 'app.ts': THREADED, 'sums.ts': WORK, 'factor.ts': 'export enum Factor { three = 3 }' }));
  const child = new DevChild({ folder, entry: join(folder, 'src/app.ts'), turn: 'now' }, () => undefined);
  t.teardown(() => child.kill());
  const outcome = await child.run({ entry: join(folder, 'src/app.ts'), listen: { port: 0 }, tls: {}, verbose: false });
  t.match(outcome, { kind: 'listening' });
  const answer = await fetch(`${outcome.kind === 'listening' ? outcome.address : ''}/triples/14`);
  t.strictSame([answer.status, await answer.text()], [200, '42']);
  await child.close();
  t.equal(await child.ended, 0);
});
