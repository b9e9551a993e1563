// Runs in a process of its own: it sets variables of the environment.
import t from 'tap';
import { Controller, Depends, Get, Model, Type, createApp, memorySessionStore, sessionStore, sessions } from '#src/index.js';
import type { ApplicationOptions, Session } from '#src/index.js';

class Visit extends Model({ count: Type.Integer({ default: 0 }) }) {}
const session = sessions(Visit);

@Controller('/visits')
class VisitsController {
  @Get('/', { response: Type.Integer() })
  read(@Depends(session) { data }: Session<Visit>) {
    return data.count;
  }
}

async function isTold(environment: string, options: Partial<ApplicationOptions>): Promise<boolean> {
  process.env['NODE_ENV'] = environment;
  const lines: string[] = [];
  const stream = { write: (line: string) => void lines.push(line) };
  const app = createApp({ title: 'Visits', version: '1', controllers: [VisitsController], server: { logger: { level: 'warn', stream } }, ...options });
  await app.ready();
  await app.close();
  return lines.some((line) => line.includes('Sessions are kept in the memory of this process'));
}

t.test('sessions in memory are told of in production, where there are any', async (t) => {
  t.equal(await isTold('production', {}), true);
  t.equal(await isTold('production', { controllers: [] }), false);
  t.equal(await isTold('production', { engines: new Map([[sessionStore, () => memorySessionStore()]]) }), false, 'who names a store knows');
  t.equal(await isTold('test', {}), false);
});
