import t from 'tap';
import { BootError } from '@typhoon/core';
import { describeWeb } from '#src/web.js';

t.test('an application that says nothing of browsers gets no plugin', async (t) => {
  t.match(describeWeb({}), { plugins: [], engines: new Map(), isNamedOrigin: undefined });
  t.strictSame(describeWeb({ csrf: false }).features, []);
  t.strictSame(describeWeb({ cors: false, securityHeaders: false, compression: false }).plugins, []);
});

t.test('mistakes of all options are listed together', async (t) => {
  try {
    describeWeb({ cors: ['app.example'], trustedHosts: ['https://x'] });
    t.fail('a boot error is expected');
  } catch (error) {
    t.ok(BootError.is(error));
    t.equal((error as BootError).problems.length, 2);
  }
});

t.test('a misspelt option is a mistake of the boot, all of them together', (t) => {
  const wrong = { cors: { origins: ['https://app.example'], credential: true }, csrf: { tokens: true }, compression: { treshold: 1 } };
  t.throws(() => describeWeb(wrong as never), {
    name: 'BootError',
    problems: [{ message: /'credential' is not known\. Write 'credentials'/ }, { message: /'treshold'/ }, { message: /'tokens'/ }],
  });
  t.end();
});

t.test('sockets are open to the origins that are named, and to no others', async (t) => {
  const { isNamedOrigin } = describeWeb({ cors: ['https://app.example'] });
  t.equal(isNamedOrigin?.('https://app.example'), true);
  t.equal(isNamedOrigin?.('https://evil.example'), false);
  t.equal(describeWeb({ cors: true }).isNamedOrigin, undefined);
});
