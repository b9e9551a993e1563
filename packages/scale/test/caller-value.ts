import { Controller, Depends, Get, Header, Type, dependency } from '@typhoon/core';
import type { Dependency } from '@typhoon/core';
import t from 'tap';
import { assertTellsApart } from '#src/caller-value.js';
import { Cache, RateLimit } from '#src/index.js';
import { startApp } from './fixtures/start-app.js';

t.test('takes texts, numbers and nothing, and refuses what would be one text for all', async (t) => {
  for (const value of ['ada', 1, 1n, true, null, undefined]) t.doesNotThrow(() => assertTellsApart(value, "@RateLimit: 'by'"));
  t.throws(() => assertTellsApart({ id: 1 }, "@RateLimit: 'by'"), {
    message:
      "@RateLimit: 'by' yields an object, but callers are told apart by a text or a number. Yield one of it: dependency({ user }, ({ user }) => user.id).",
  });
  t.throws(() => assertTellsApart(() => 1, "@Cache: 'key'"), { message: /^@Cache: 'key' yields a function, but/ });
});

t.test('an object shares neither the limit nor the answer of one caller with all others', async (t) => {
  class User {
    readonly #name: string;
    constructor(name: string) {
      this.#name = name;
    }
    get name() {
      return this.#name;
    }
  }
  const user = dependency({ name: Header('x-user', Type.String()) }, ({ name }) => new User(name));
  // What the compiler refuses, and a program without types does not.
  const asKey = user as unknown as Dependency<string>;

  @Controller('/')
  class MineController {
    @Get('/limited', { response: Type.String() })
    @RateLimit('2/m', { by: asKey })
    limited(@Depends(user) { name }: User) {
      return name;
    }

    @Get('/kept', { response: Type.String() })
    @Cache({ ttl: '1m', key: asKey })
    kept(@Depends(user) { name }: User) {
      return name;
    }
  }

  const app = await startApp(t, { controllers: [MineController], server: { logger: false } });
  for (const url of ['/limited', '/kept']) {
    for (const name of ['ada', 'bob']) {
      const answer = await app.inject({ url, headers: { 'x-user': name } });
      t.equal(answer.statusCode, 500, `${url} for ${name}`);
    }
  }
});
