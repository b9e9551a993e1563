import t from 'tap';
import { createAuthorize } from '#src/runtime/authorization.js';
import { apiKey, basic, bearer } from '#src/runtime/schemes.js';

const context = { baseUrl: 'https://shop.example/v1', fetch: async () => new Response() };
const schemes = { Bearer: bearer, Basic: basic, Key: apiKey('header', 'x-key') };

async function headersOf(credentials: object, security: string[][] | undefined, url = 'https://shop.example/v1/items') {
  const request = { url, headers: new Headers() };
  await createAuthorize(schemes, credentials, context)(security)(request);
  return Object.fromEntries(request.headers);
}

t.test('sends the first alternative that it has everything for', async (t) => {
  const both = { Bearer: 'b', Key: 'k' };
  t.strictSame(await headersOf(both, [['Key'], ['Bearer']]), { 'x-key': 'k' });
  t.strictSame(await headersOf({ Bearer: 'b' }, [['Key'], ['Bearer']]), { authorization: 'Bearer b' });
  t.strictSame(await headersOf(both, [['Bearer', 'Key']]), { authorization: 'Bearer b', 'x-key': 'k' });
  t.strictSame(await headersOf({ Key: 'k' }, [['Bearer', 'Key']]), {});
  t.strictSame(await headersOf(both, [[], ['Bearer']]), { authorization: 'Bearer b' }, 'optional security');
  t.strictSame(await headersOf({ Bearer: undefined }, [['Bearer'], []]), {});
});

t.test('sends nothing to operations that declare no scheme', async (t) => {
  t.strictSame(await headersOf({ Bearer: 'b' }, undefined), {});
  t.strictSame(await headersOf({ Bearer: 'b' }, [['Unknown']]), {});
});

t.test("sends nothing elsewhere than to the base's origin", async (t) => {
  for (const url of ['https://elsewhere.example/v1/items', 'http://shop.example/v1', 'https://shop.example:444/v1', 'https://shop.example.evil.example/']) {
    t.strictSame(await headersOf({ Bearer: 'b' }, [['Bearer']], url), {}, url);
  }
  t.strictSame(await headersOf({ Bearer: 'b' }, [['Bearer']], 'https://shop.example/other'), { authorization: 'Bearer b' });
});

t.test('sends nothing where the secret is undefined', async (t) => {
  t.strictSame(await headersOf({ Bearer: () => undefined }, [['Bearer']]), {});
});
