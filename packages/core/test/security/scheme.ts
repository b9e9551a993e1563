import t from 'tap';
import { security } from '#src/security/security.js';
import type { BasicCredentials } from '#src/security/basic.js';
import { Depends, dependency, isDependency } from '#src/dependency/dependency.js';
import type { Yielded } from '#src/dependency/dependency.js';
import { expectEqual } from '../fixtures/expect-equal.js';

const token = security.bearer();
const optionalToken = security.bearer({ optional: true });
const login = security.basic({ optional: false });
const optionalLogin = security.basic({ optional: true });
const either = security.any({ token, login });
const maybe = security.any({ token, key: security.apiKey({ in: 'header', name: 'x-key', optional: true }) }, { optional: true });
const undecided = security.bearer({ optional: Math.random() > 2 });

t.test('types what it yields', async (t) => {
  expectEqual<Yielded<typeof token>, string>();
  expectEqual<Yielded<typeof optionalToken>, string | undefined>();
  expectEqual<Yielded<typeof login>, BasicCredentials>();
  expectEqual<Yielded<typeof optionalLogin>, BasicCredentials | undefined>();
  expectEqual<Yielded<typeof undecided>, string | undefined>();
  expectEqual<
    Yielded<typeof either>,
    { readonly by: 'token'; readonly credentials: string } | { readonly by: 'login'; readonly credentials: BasicCredentials }
  >();
  expectEqual<
    Yielded<typeof maybe>,
    { readonly by: 'token'; readonly credentials: string } | { readonly by: 'key'; readonly credentials: string } | undefined
  >();
  // @ts-expect-error an optional token is not always a text
  expectEqual<Yielded<typeof optionalToken>, string>();
  t.ok(isDependency(token));
});

t.test('is an input of a dependency and of a handler', async (t) => {
  const user = dependency({ token, either }, ({ token: text, either: credentials }) =>
    credentials.by === 'login' ? credentials.credentials.username : text.length,
  );
  expectEqual<Yielded<typeof user>, string | number>();

  class Controller {
    read(@Depends(token) _token: string, @Depends(optionalLogin) _login: BasicCredentials | undefined): void {}
    // @ts-expect-error the scheme may yield undefined
    drift(@Depends(optionalToken) _token: string): void {}
  }
  t.ok(new Controller());
});
