import t from 'tap';
import { Controller, Depends, Get, Type } from '@typhoon/core';
import { memorySessionStore } from '#src/session/memory-session-store.js';
import { sessionStore } from '#src/session/session-store.js';
import type { SessionStore } from '#src/session/session-store.js';
import { createWebApp } from '../fixtures/web-app.js';

@Controller('/')
class StoreController {
  @Get('/', { response: Type.Boolean() })
  async read(@Depends(sessionStore) store: SessionStore) {
    const version = await store.write('key', 'value', 60_000, undefined);
    return version !== undefined && (await store.read('key'))?.value === 'value';
  }
}

t.test('is a store in memory, one for the application, unless an engine says otherwise', async (t) => {
  const app = createWebApp({}, { controllers: [StoreController] });
  t.equal((await app.inject('/')).json(), true);
  t.equal((await app.inject('/')).json(), false, 'the same store knows the key already');
  await app.close();

  const own = memorySessionStore();
  const other = createWebApp({}, { controllers: [StoreController], engines: new Map([[sessionStore, () => own]]) });
  t.equal((await other.inject('/')).json(), true);
  t.equal((await own.read('key'))?.value, 'value');
  await other.close();
});
