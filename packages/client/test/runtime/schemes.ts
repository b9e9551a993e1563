import t from 'tap';
import { like } from '../fixtures/like.js';
import { apiKey, basic, bearer, createTransport, operation } from '@typhoon/client';
import type { ClientOptions, Operation, Scheme, Success } from '@typhoon/client';
import { json, serve } from '../fixtures/server.js';

type Any = Operation<{ session?: string }, Success<200>, never>;

function call(options: ClientOptions, schemes: Record<string, Scheme>, security: string[][]): Any {
  const transport = createTransport({ retry: false, ...options }, schemes);
  return operation(transport, { id: 'a', method: 'GET', path: '/a?x=1', security, parameters: { session: 'cookie' }, accept: ['application/json'] });
}

t.test('puts each kind of secret where it belongs', async (t) => {
  const { baseUrl, asked } = await serve(t, (_request, response) => json(response, 200, {}));
  const schemes = { Bearer: bearer, Basic: basic, Header: apiKey('header', 'x-api-key'), Query: apiKey('query', 'key'), Cookie: apiKey('cookie', 'sid') };
  const auth = { Bearer: async () => 'to.ken', Basic: { username: 'Adä', password: 'a:b' }, Header: 'h', Query: 'q&', Cookie: () => 'c;' };
  for (const name of Object.keys(schemes)) await call({ baseUrl, auth }, schemes, [[name]])({ session: 's' });
  t.match(
    asked.map(({ url, headers }) => [url, headers.authorization, headers['x-api-key'], headers.cookie]),
    [
      ['/a?x=1', 'Bearer to.ken', undefined, 'session=s'],
      ['/a?x=1', `Basic ${Buffer.from('Adä:a:b').toString('base64')}`, undefined, 'session=s'],
      ['/a?x=1', undefined, 'h', 'session=s'],
      ['/a?x=1&key=q%26', undefined, undefined, 'session=s'],
      ['/a?x=1', undefined, undefined, 'session=s; sid=c%3B'],
    ],
  );
});

t.test("leaves an Authorization, and a key, of the caller's alone", async (t) => {
  const { baseUrl, asked } = await serve(t, (_request, response) => json(response, 200, {}));
  await call({ baseUrl, auth: { Bearer: 'a' } }, { Bearer: bearer }, [['Bearer']])(undefined, { headers: { authorization: 'Mine' } });
  t.equal(asked[0]?.headers.authorization, 'Mine');
  await call({ baseUrl, auth: { Key: 'a' } }, { Key: apiKey('header', 'x-key') }, [['Key']])(undefined, { headers: { 'X-Key': 'Mine' } });
  t.equal(asked[1]?.headers['x-key'], 'Mine');
});

t.test('asks for another secret once where one was refused, and calls at the same time share it', async (t) => {
  const { baseUrl, asked } = await serve(t, ({ headers }, response) =>
    json(response, headers.authorization === 'Bearer new' ? 200 : 401, { code: 'unauthorized' }),
  );
  let current = 'old';
  let renewals = 0;
  const secret = async (refused?: string) => {
    if (refused === undefined) return current;
    renewals++;
    await new Promise((resolve) => setTimeout(resolve, 20));
    return (current = 'new');
  };
  const read = call({ baseUrl, auth: { Bearer: secret } }, { Bearer: bearer }, [['Bearer']]);
  await Promise.all([read(), read(), read()]);
  t.equal(renewals, 1);
  t.equal(asked.length, 6);
  await read();
  t.equal(asked.length, 7);
});

t.test('asks for another secret also where the refused one is none that it was given in place of another', async (t) => {
  let accepted = 'b';
  const { baseUrl } = await serve(t, ({ headers }, response) =>
    json(response, headers.authorization === `Bearer ${accepted}` ? 200 : 401, { code: 'unauthorized' }),
  );
  let current = 'a';
  const next: Readonly<Record<string, string>> = { a: 'b', c: 'd' };
  const secret = (refused?: string) => (refused === undefined ? current : (current = next[refused] ?? current));
  const read = call({ baseUrl, auth: { Bearer: secret } }, { Bearer: bearer }, [['Bearer']]);
  await read();
  // As another page does that shares the secret; and then it ends.
  [current, accepted] = ['c', 'd'];
  await read();
  t.equal(current, 'd');
});

t.test('takes a refusal for the answer where there is no other secret', async (t) => {
  const { baseUrl, asked } = await serve(t, (_request, response) => json(response, 401, { code: 'unauthorized' }));
  const secrets = ['fixed', (refused?: string) => refused ?? 'same', (refused?: string) => (refused ? undefined : 'first')];
  for (const secret of secrets)
    await t.rejects(call({ baseUrl, auth: { Bearer: secret } }, { Bearer: bearer }, [['Bearer']])(), like({ status: 401, code: 'unauthorized' }));
  t.equal(asked.length, secrets.length);
  await t.rejects(call({ baseUrl, auth: { Bearer: (refused = '') => `${refused}x` } }, { Bearer: bearer }, [['Bearer']])(), like({ status: 401 }));
  t.equal(asked.length, secrets.length + 2, 'once, not again and again');
});

t.test('takes no key along where a redirect leads', async (t) => {
  const elsewhere = await serve(t, (_request, response) => json(response, 200, {}));
  const { baseUrl } = await serve(t, (_request, response) => response.writeHead(307, { location: `${elsewhere.baseUrl}/b` }).end());
  for (const place of ['header', 'cookie'] as const) {
    await t.rejects(call({ baseUrl, auth: { Key: 'k' } }, { Key: apiKey(place, 'x-key') }, [['Key']])(), like({ status: 307 }));
  }
  t.equal(elsewhere.asked.length, 0);
  await call({ baseUrl, auth: { Bearer: 'b' } }, { Bearer: bearer }, [['Bearer']])();
  t.equal(elsewhere.asked[0]?.headers.authorization, undefined, 'fetch takes it off');
});
