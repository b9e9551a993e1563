import t from 'tap';
import { Type } from '#src/schema/type.js';
import { secret } from '#src/settings/secret.js';
import { collectIssues } from '#src/validation/issues.js';

const MASKED = '**********';
const Password = Type.String({ format: 'password', minLength: 8 });
const Account = Type.Object({ name: Type.String(), password: Password });

t.test('what a secret was given is masked wherever an issue shows it', async (t) => {
  const rows: [string, { schema: Parameters<typeof collectIssues>[0]; given: unknown; want: unknown[] }][] = [
    ['the secret itself', { schema: Account, given: { name: 'ada', password: 'short' }, want: [MASKED] }],
    ['beside what is missing', { schema: Account, given: { password: 'long enough' }, want: [{ password: MASKED }] }],
    [
      'deeper than what is missing',
      {
        schema: Type.Object({ id: Type.Integer(), accounts: Type.Array(Account) }),
        given: { accounts: [{ name: 'ada', password: 'long enough' }] },
        want: [{ accounts: [{ name: 'ada', password: MASKED }] }],
      },
    ],
    ['by secret()', { schema: Type.Object({ id: Type.Integer(), key: secret() }), given: { key: 'hunter2' }, want: [{ key: MASKED }] }],
    [
      'a secret that is no text',
      { schema: Type.Object({ id: Type.Integer(), key: secret(Type.Object({ pin: Type.Integer() })) }), given: { key: { pin: 1 } }, want: [{ key: MASKED }] },
    ],
    [
      'in a branch of a union',
      {
        schema: Type.Object({ id: Type.Integer(), who: Type.Union([Account, Type.Null()]) }),
        given: { who: { name: 'a', password: 'long enough' } },
        want: [{ who: { name: 'a', password: MASKED } }],
      },
    ],
    ['nothing else', { schema: Account, given: { name: 1, password: 'long enough' }, want: [1] }],
  ];
  for (const [name, { schema, given, want }] of rows) {
    t.strictSame(
      collectIssues(schema, given, 'json', ['body']).map(({ input }) => input),
      want,
      name,
    );
  }
});
