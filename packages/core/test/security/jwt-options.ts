import t from 'tap';
import { jwt } from '#src/security/jwt.js';
import { assertIssueOptions, assertJwtOptions } from '#src/security/jwt-options.js';

const base = { keys: { secret: 's'.repeat(32) }, algorithms: ['HS256'] };

t.test('refuses options that are misspelt or of another kind', (t) => {
  const rows = [
    [{ isuer: 'shop' }, "jwt: the option 'isuer' is not known. Write 'issuer'."],
    [{ secret: 'x' }, /^jwt: the option 'secret' is not known\. There are 'keys', 'algorithms', /],
    [{ expiresIn: '15m' }, "jwt: the option 'expiresIn' expects a number of seconds but got the text '15m'."],
    [{ clockTolerance: NaN }, "jwt: the option 'clockTolerance' expects a number of seconds but got the number 'NaN'."],
    [{ issuer: [] }, "jwt: the option 'issuer' expects a text or a list of texts but got []."],
    [{ audience: '' }, "jwt: the option 'audience' expects a text or a list of texts but got the text ''."],
    [{ type: null }, "jwt: the option 'type' expects a text but got null."],
    [{ maxLength: 0 }, "jwt: the option 'maxLength' expects a whole number of characters but got the number '0'."],
    [{ now: 5 }, "jwt: the option 'now' expects a function but got the number '5'."],
    [{ isuer: 'shop', now: 5 }, "jwt: the option 'isuer' is not known. Write 'issuer'.\njwt: the option 'now' expects a function but got the number '5'."],
  ] as const;
  for (const [options, message] of rows) t.throws(() => jwt({ ...base, ...options } as never), { name: 'TypeError', message });
  t.doesNotThrow(() => {
    assertJwtOptions({ ...base, issuer: ['a', 'b'], audience: 'c', expiresIn: 1.5, clockTolerance: 0, type: undefined, now: () => new Date() });
  });
  t.end();
});

t.test('refuses what one token cannot say', async (t) => {
  const tokens = jwt(base as never);
  await t.rejects(async () => tokens.issue({}, { expiresIn: '15m' } as never), {
    message: "jwt.issue: the option 'expiresIn' expects a number of seconds but got the text '15m'.",
  });
  await t.rejects(async () => tokens.issue({}, { subjct: 'ada' } as never), { message: "jwt.issue: the option 'subjct' is not known. Write 'subject'." });
  t.doesNotThrow(() => {
    assertIssueOptions({ expiresIn: -1, notBefore: 0, id: 'a', subject: 'b', audience: ['c'] });
  });
});
