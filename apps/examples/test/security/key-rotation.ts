// Runs in a process of its own: it sets variables of the environment.
import t from 'tap';
import { jwt } from 'typhoon/jwt';
import { tokens } from '#src/security/key-rotation.js';

const oldSecret = 'the secret of last year, long enough too';
process.env['NEW_SECRET'] = 'the secret of this year, long enough as well';
process.env['OLD_SECRET'] = oldSecret;

t.test('signs with the new key and verifies tokens of both', async (t) => {
  const old = await jwt({ keys: { kid: '2029', secret: oldSecret }, algorithms: ['HS256'] }).issue({ sub: 'ada' });
  t.match(await tokens.verify(old), { sub: 'ada' });
  const [header = ''] = (await tokens.issue({ sub: 'ada' })).split('.');
  t.match(JSON.parse(Buffer.from(header, 'base64url').toString()), { kid: '2030' });
});
