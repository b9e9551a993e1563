import t from 'tap';
import { Controller, Delete, Depends, Get, HttpError, Model, Post, Query, Type } from '@typhoon/core';
import type { Application, FormatTable } from '@typhoon/core';
import { memorySessionStore } from '#src/session/memory-session-store.js';
import type { Session } from '#src/session/session.js';
import { sessionStore } from '#src/session/session-store.js';
import { sessions } from '#src/session/sessions.js';
import { createWebApp } from '../fixtures/web-app.js';

class CartSession extends Model({
  user: Type.Optional(Type.String()),
  cart: Type.Array(Type.String(), { default: [] }),
  seen: Type.Optional(Type.DateTime()),
  theme: Type.Optional(Type.String()),
}) {}

type CartSessions = ReturnType<typeof sessions<typeof CartSession>>;

function createShop(session: CartSessions, store = memorySessionStore()) {
  const user = session.require((data) => data.user);
  let meanwhile: Promise<void> | undefined;

  @Controller('/')
  class ShopController {
    @Get('/cart', { response: Type.Array(Type.String()) })
    read(@Depends(session) { data }: Session<CartSession>) {
      return data.cart;
    }

    @Post('/cart', { response: Type.Array(Type.String()) })
    async add(@Depends(session) { data }: Session<CartSession>, @Query('item', Type.String()) item: string) {
      data.cart.push(item);
      data.seen = new Date(0);
      await meanwhile;
      return data.cart;
    }

    @Post('/theme', { response: Type.String() })
    theme(@Depends(session) { data }: Session<CartSession>, @Query('name', Type.String()) name: string) {
      data.theme = name;
      return name;
    }

    @Post('/broken', { response: Type.String() })
    broken(@Depends(session) { data }: Session<CartSession>): string {
      data.cart = ['lost'];
      throw new HttpError(409);
    }

    @Post('/sign-in', { response: Type.String() })
    signIn(@Depends(session) given: Session<CartSession>) {
      given.regenerate();
      given.data.user = 'Ada';
      given.flash('notice', 'Welcome.');
      return 'in';
    }

    @Post('/sign-in-only', { response: Type.String() })
    signInOnly(@Depends(session) { data }: Session<CartSession>) {
      data.user = 'Ada';
      return 'in';
    }

    @Delete('/sign-in', { response: Type.String() })
    signOut(@Depends(session) given: Session<CartSession>) {
      given.destroy();
      return 'out';
    }

    @Get('/flashes', { response: Type.Array(Type.String()) })
    flashes(@Depends(session) given: Session<CartSession>) {
      return given.takeFlashes('notice').map(({ text }) => text);
    }

    @Get('/me', { response: Type.String() })
    me(@Depends(user) name: string) {
      return name;
    }

    @Get('/both', { response: Type.String() })
    both(@Depends(session) _session: Session<CartSession>, @Depends(user) name: string) {
      return name;
    }
  }

  const app = createWebApp({ cookieSecrets: 'k'.repeat(32) }, { controllers: [ShopController], engines: new Map([[sessionStore, () => store]]) });
  return {
    app,
    holdUntil: (promise: Promise<void> | undefined) => {
      meanwhile = promise;
    },
  };
}

/** A browser that keeps one cookie. */
function createBrowser(app: Application) {
  let cookie: string | undefined;
  return {
    get cookie() {
      return cookie;
    },
    set cookie(value) {
      cookie = value;
    },
    send: async (method: 'GET' | 'POST' | 'DELETE', url: string) => {
      const answer = await app.inject({ method, url, headers: cookie === undefined ? {} : { cookie: `session=${cookie}` } });
      const set = answer.headers['set-cookie'];
      const [, value] = /^session=([^;]*)/.exec(String(set)) ?? [];
      if (value !== undefined) cookie = value === '' ? undefined : value;
      return { status: answer.statusCode, body: answer.json<unknown>(), set, headers: answer.headers };
    },
  };
}

for (const [kept, session] of [
  ['on the server', sessions(CartSession, { ttl: '1h' })],
  ['in the cookie', sessions(CartSession, { ttl: '1h', store: 'cookie' })],
] as const) {
  t.test(`${kept}: remembers what a handler changes, and nothing before`, async (t) => {
    const browser = createBrowser(createShop(session).app);
    t.match(await browser.send('GET', '/cart'), { status: 200, body: [], set: undefined });
    t.match((await browser.send('POST', '/cart?item=pen')).set, /^session=[\w-]{43,}; Max-Age=3600; Path=\/; HttpOnly; SameSite=Lax$/);
    t.strictSame((await browser.send('POST', '/cart?item=ink')).body, ['pen', 'ink']);
    t.match(await browser.send('GET', '/cart'), { body: ['pen', 'ink'], set: undefined }, 'what has not changed is not sent again');
  });

  t.test(`${kept}: a request that fails changes nothing`, async (t) => {
    const browser = createBrowser(createShop(session).app);
    await browser.send('POST', '/cart?item=pen');
    t.match(await browser.send('POST', '/broken'), { status: 409, set: undefined });
    t.strictSame((await browser.send('GET', '/cart')).body, ['pen']);
  });

  t.test(`${kept}: who signs in gets another id, and whoever is not is refused`, async (t) => {
    const browser = createBrowser(createShop(session).app);
    t.match(await browser.send('GET', '/me'), { status: 401, headers: { 'www-authenticate': 'Cookie cookie-name="session"' } });
    t.match(await browser.send('GET', '/both'), { status: 401 }, 'in whatever order the two are asked for');
    await browser.send('POST', '/cart?item=pen');
    const planted = browser.cookie;
    t.match(await browser.send('GET', '/me'), { status: 401, body: { detail: 'Not signed in' } });
    await browser.send('POST', '/sign-in');
    t.not(browser.cookie, planted);
    t.match(await browser.send('GET', '/me'), { status: 200, body: 'Ada' });
    t.strictSame((await browser.send('GET', '/cart')).body, ['pen'], 'the cart came along');
    t.strictSame((await browser.send('GET', '/flashes')).body, ['Welcome.']);
    t.strictSame((await browser.send('GET', '/flashes')).body, [], 'each once');
    t.match((await browser.send('DELETE', '/sign-in')).set, /^session=; Max-Age=0; Path=\//);
    t.equal((await browser.send('GET', '/me')).status, 401);
  });

  t.test(`${kept}: a cookie that nobody has given is no session`, async (t) => {
    const browser = createBrowser(createShop(session).app);
    for (const cookie of ['x', 'A'.repeat(43), '__proto__', '']) {
      browser.cookie = cookie;
      t.match(await browser.send('GET', '/cart'), { status: 200, body: [] }, cookie);
    }
    browser.cookie = 'A'.repeat(43);
    await browser.send('POST', '/cart?item=pen');
    t.not(browser.cookie, 'A'.repeat(43), 'its id is ours');
  });
}

t.test('the planted id is worth nothing after the sign-in, and the ended one after the sign-out', async (t) => {
  const { app } = createShop(sessions(CartSession));
  const browser = createBrowser(app);
  await browser.send('POST', '/cart?item=pen');
  const planted = createBrowser(app);
  planted.cookie = browser.cookie;
  await browser.send('POST', '/sign-in');
  t.strictSame((await planted.send('GET', '/cart')).body, []);
  const stolen = createBrowser(app);
  stolen.cookie = browser.cookie;
  await browser.send('DELETE', '/sign-in');
  t.equal((await stolen.send('GET', '/me')).status, 401);
});

t.test('a planted id is worth nothing even where the sign-in does not speak of it', async (t) => {
  const { app } = createShop(sessions(CartSession));
  const browser = createBrowser(app);
  await browser.send('POST', '/cart?item=pen');
  const planted = createBrowserWith(app, browser.cookie);
  await browser.send('POST', '/sign-in-only');
  t.strictSame([(await browser.send('GET', '/me')).body, (await browser.send('GET', '/cart')).body], ['Ada', ['pen']]);
  t.equal((await planted.send('GET', '/me')).status, 401);
});

t.test('a store that cannot be reached is a 503, and nobody a stranger', async (t) => {
  const away = { ...memorySessionStore(), read: async () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.7:6379')) };
  const browser = createBrowserWith(createShop(sessions(CartSession), away).app, 'A'.repeat(43));
  const { status, body, headers } = await browser.send('GET', '/me');
  t.match({ status, body }, { status: 503, body: { code: 'session_unavailable' } });
  t.equal(headers['retry-after'], '1');
  t.notMatch(JSON.stringify(body), 'ECONNREFUSED');
});

t.test('what an earlier release has kept in another shape is an empty session', async (t) => {
  const store = memorySessionStore();
  class Old extends Model({ user: Type.Integer({ default: 7 }), cart: Type.String({ default: 'pen' }) }) {}
  const old = sessions(Old);

  @Controller('/')
  class OldController {
    @Post('/', { response: Type.Integer() })
    write(@Depends(old) { data }: Session<Old>) {
      return (data.user += 1);
    }
  }
  const before = createWebApp({}, { controllers: [OldController], engines: new Map([[sessionStore, () => store]]) });
  const browser = createBrowser(createShop(sessions(CartSession), store).app);
  browser.cookie = /^session=([^;]*)/.exec(String((await before.inject({ method: 'POST', url: '/' })).headers['set-cookie']))?.[1];
  t.match(await browser.send('GET', '/cart'), { status: 200, body: [] });
  t.match(await browser.send('POST', '/cart?item=ink'), { status: 200, body: ['ink'] });
});

t.test('two requests at once keep each other’s changes, or one is told', async (t) => {
  const shop = createShop(sessions(CartSession));
  const browser = createBrowser(shop.app);
  await browser.send('POST', '/cart?item=pen');
  const during = async (other: () => Promise<unknown>) => {
    let release: () => void = () => undefined;
    shop.holdUntil(new Promise((resolve) => (release = resolve)));
    const slow = browser.send('POST', '/cart?item=slow');
    await new Promise((resolve) => setImmediate(resolve));
    shop.holdUntil(undefined);
    await other();
    release();
    return slow;
  };
  t.match(await during(() => browser.send('POST', '/theme?name=dark')), { status: 200 }, 'of different things');
  t.match(await during(() => browser.send('POST', '/cart?item=fast')), { status: 409, body: { code: 'session_conflict' } }, 'of the same');
  t.strictSame((await browser.send('GET', '/cart')).body, ['pen', 'slow', 'fast']);
  t.match(await during(() => createBrowserWith(shop.app, browser.cookie).send('DELETE', '/sign-in')), { status: 409 }, 'of one that has ended');
  t.strictSame((await browser.send('GET', '/cart')).body, [], 'it stays ended');
});

function createBrowserWith(app: Application, cookie: string | undefined) {
  const browser = createBrowser(app);
  browser.cookie = cookie;
  return browser;
}

t.test('an id stands nowhere but in the cookie', async (t) => {
  const keys: string[] = [];
  const store = memorySessionStore();
  const watched = { ...store, write: async (key: string, ...rest: [string, number, string | undefined]) => (keys.push(key), store.write(key, ...rest)) };
  const browser = createBrowser(createShop(sessions(CartSession), watched).app);
  await browser.send('POST', '/cart?item=pen');
  t.equal(Buffer.from(String(browser.cookie), 'base64url').length, 32, '256 bits');
  t.notOk(keys.some((key) => key.includes(String(browser.cookie))));
});

t.test('is a key in a cookie for the documents, demanded where a part of it is', async (t) => {
  const { app } = createShop(sessions(CartSession));
  const securityOf = (name: string) => app.routes.find(({ handler }) => handler === name)?.security;
  t.match(securityOf('read'), [{ scheme: { name: 'Session', optional: true, document: { type: 'apiKey', in: 'cookie', name: 'session' } } }]);
  t.match(securityOf('me'), [{ scheme: { optional: false } }]);
  t.match(securityOf('both'), [{ scheme: { optional: false } }]);
  const codesOf = (own: Application) =>
    own.routes.map(({ throws }) => throws.flatMap(({ definition: { code } }) => (code.startsWith('session_') ? [code] : [])));
  for (const codes of codesOf(app)) t.strictSame(codes, ['session_conflict', 'session_unavailable'], 'as is what may go wrong');
  for (const codes of codesOf(createShop(sessions(CartSession, { store: 'cookie' })).app)) t.strictSame(codes, [], 'which nothing does in a cookie');
});

t.test('a model that no empty session fits is a mistake', async (t) => {
  t.throws(() => sessions(Model({ name: Type.String() })), { name: 'TypeError', message: /demands 'name'\. Use Type\.Optional/ });
});

t.test('an option that is misspelt is a mistake', async (t) => {
  const Empty = Model({});
  t.throws(() => sessions(Empty, { tll: '2h' } as never), { name: 'TypeError', message: "sessions(): the option 'tll' is not known. Write 'ttl'." });
  t.throws(() => sessions(Empty, { cookie: { samesite: 'strict' } as never }), {
    message: "sessions(), option 'cookie': the option 'samesite' is not known. Write 'sameSite'.",
  });
  t.throws(() => sessions(Empty, { cookie: { httpOnly: false } as never }), { message: /'httpOnly' is not known/ }, 'scripts never see it');
  t.throws(() => sessions(Empty, { cookie: { sameSite: 'Strict' as never } }), { message: /expects 'strict', 'lax' or 'none' but got the text 'Strict'/ });
});

t.test("is read by the application's own formats: what does not fit them is an empty session", async (t) => {
  const session = sessions(Model({ plate: Type.Optional(Type.String({ format: 'plate' })) }));

  @Controller('/')
  class PlatesController {
    @Post('/', { response: Type.String() })
    write(@Depends(session) { data }: Session<{ plate?: string }>) {
      data.plate = 'pen';
      return data.plate;
    }

    @Get('/', { response: Type.String() })
    read(@Depends(session) { data }: Session<{ plate?: string }>) {
      return data.plate ?? 'none';
    }
  }

  const store = memorySessionStore();
  const create = (formats: FormatTable) => createWebApp({}, { controllers: [PlatesController], formats, engines: new Map([[sessionStore, () => store]]) });
  const [lax, strict] = [create({ plate: () => true }), create({ plate: (text) => /^[A-Z]-\d$/.test(text) })];
  const browser = createBrowser(lax);
  await browser.send('POST', '/');
  t.equal((await browser.send('GET', '/')).body, 'pen');
  const answer = await strict.inject({ url: '/', headers: { cookie: `session=${browser.cookie}` } });
  t.equal(answer.json(), 'none');
  await Promise.all([lax.close(), strict.close()]);
});
