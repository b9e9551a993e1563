// Runs in a process of its own: it sets the environment.
import t from 'tap';
import { answerOf } from '../fixtures/answer-of.js';
import type { SideAnswer, SideRequest } from '../fixtures/answer-of.js';
import { pythonSkip, servePython } from '../fixtures/python.js';

const COOKIE_SECRET = 'a key of thirty-two bytes or more';
process.env['COOKIE_SECRET'] = COOKIE_SECRET;
const { app } = await import('#src/coming-from/tornado.js');

t.teardown(() => app.close());

const signIn = { method: 'POST', path: '/sign-in', body: { type: 'application/x-www-form-urlencoded', text: 'name=ada' } };

/** The cookies of an answer, as a browser sends them back. */
function cookiesOf({ cookies }: SideAnswer): Record<string, string> {
  return { cookie: cookies.map((cookie) => cookie.slice(0, cookie.indexOf(';'))).join('; ') };
}

function write(id: number, headers: Record<string, string> = {}): SideRequest {
  return { method: 'POST', path: `/story/${id}`, json: { text: 'The end' }, headers };
}

/** The story as told, for the test that has no Tornado beside it as for the one that has. */
async function tell(address: string): Promise<readonly SideAnswer[]> {
  const cookies = cookiesOf(await answerOf(address, signIn));
  const answers = [{ path: '/story/1' }, { path: '/story/1?upper=1' }, { path: '/story/2' }, write(2, cookies), { path: '/story/2' }];
  const told: SideAnswer[] = [];
  for (const request of answers) told.push(await answerOf(address, request));
  return told;
}

t.test('answers what the page says, and as the Tornado application beside it', async (t) => {
  const ours = await app.listen({ port: 0 });
  const told = await tell(ours);
  t.strictSame(
    told.map(({ status }) => status),
    [200, 200, 404, 204, 200],
  );
  t.strictSame(told[1]?.body, 'ONCE UPON A TIME');
  t.strictSame(told[4]?.body, 'The end (ada)');
  t.equal((await answerOf(ours, write(3))).status, 401);
  t.equal((await answerOf(ours, write(3, { cookie: 'user=ada' }))).status, 401);

  await t.test('which tells the same', { skip: pythonSkip() }, async (t) => {
    const theirs = await servePython(t, 'tornado_stories', { COOKIE_SECRET });
    const other = await tell(theirs);
    t.strictSame(withoutErrorPages(told), withoutErrorPages(other));

    const cookies = { ours: cookiesOf(await answerOf(ours, signIn)), theirs: cookiesOf(await answerOf(theirs, signIn)) };
    const statuses = async (request: (cookies: Record<string, string>) => SideRequest): Promise<readonly number[]> => [
      (await answerOf(theirs, request(cookies.theirs))).status,
      (await answerOf(ours, request(cookies.ours))).status,
    ];
    // What the page says of the differences.
    t.strictSame(await statuses(() => write(3)), [403, 401]);
    t.strictSame(await statuses(() => write(3, { cookie: 'user=ada' })), [403, 401]);
    t.strictSame(await statuses((headers) => ({ ...write(3, headers), json: {} })), [500, 422]);
    t.strictSame(await statuses(() => ({ path: '/story/one' })), [404, 422]);
  });
});

/** The bodies of errors are a page there, and a problem document here. */
function withoutErrorPages(answers: readonly SideAnswer[]): readonly SideAnswer[] {
  return answers.map((answer) => (answer.status < 400 ? answer : { ...answer, body: 'error' }));
}
