import t from 'tap';
import { memorySessionStore } from '#src/session/memory-session-store.js';
import { SAME, Session } from '#src/session/session.js';
import { keepInStore } from '#src/session/session-keeper.js';

interface Cart {
  items: string[];
  user?: string;
}

const TTL = 60_000;
const keeper = keepInStore(memorySessionStore(), 'session', { ttl: TTL, isRolling: true });
const codec = {
  read: (data: unknown) => (Array.isArray((data as Cart).items) ? structuredClone(data as Cart) : undefined),
  write: ({ items, user }: Cart) => ({ items: [...items], ...(user === undefined ? {} : { user }) }),
  empty: (): Cart => ({ items: [] }),
};

/** The session of a browser that sends this cookie, and what its cookie is told. */
async function open(cookie = '', canSend = true): Promise<{ session: Session<Cart>; sent: unknown[] }> {
  const sent: unknown[] = [];
  const identify = ({ user = '' }: Cart): string => user;
  const surroundings = { codec, keeper, isRolling: true, ttl: TTL, identify, canSend: () => canSend, send: (value: unknown) => sent.push(value) };
  const session = new Session<Cart>(surroundings, await keeper.find(cookie));
  return { session, sent };
}

t.test('is kept only once something is in it', async (t) => {
  const { session, sent } = await open();
  t.ok(session.isNew);
  await session.save();
  t.strictSame(sent, []);
  session.data.items.push('tea');
  t.ok(session.isChanged);
  await session.save();
  t.equal(sent.length, 1);
  const again = await open(String(sent[0]));
  t.strictSame([again.session.isNew, again.session.data.items], [false, ['tea']]);
  again.session.data.items.push('milk');
  await again.session.save();
  t.strictSame(again.sent, [SAME], 'the browser keeps its cookie');
});

t.test('a new id at the sign-in ends the old one, and its tokens', async (t) => {
  const first = await open();
  first.session.data.items.push('tea');
  await first.session.save();
  const { session, sent } = await open(String(first.sent[0]));
  const token = session.csrfToken();
  t.ok(session.isCsrfToken(token));
  session.regenerate();
  await session.save();
  t.not(sent[0], first.sent[0]);
  t.ok((await open(String(first.sent[0]))).session.isNew, 'the old id is none any more');
  const after = await open(String(sent[0]));
  t.strictSame(after.session.data.items, ['tea']);
  t.notOk(after.session.isCsrfToken(token));
});

t.test('takes the cookie away when it is destroyed', async (t) => {
  const first = await open();
  first.session.flash('notice', 'Saved.');
  await first.session.save();
  const { session, sent } = await open(String(first.sent[0]));
  session.destroy();
  await session.save();
  t.strictSame(sent, [undefined]);
  t.ok((await open(String(first.sent[0]))).session.isNew);
});

t.test('gives each flash once, of one kind or of all', async (t) => {
  const first = await open();
  first.session.flash('notice', 'Saved.');
  first.session.flash('error', 'Full.');
  await first.session.save();
  const { session } = await open(String(first.sent[0]));
  t.strictSame(session.takeFlashes('error'), [{ kind: 'error', text: 'Full.' }]);
  await session.save();
  t.strictSame((await open(String(first.sent[0]))).session.takeFlashes(), [{ kind: 'notice', text: 'Saved.' }]);
});

/** The cookie of a session with these items. */
async function cookieOf(...items: string[]): Promise<string> {
  const { session, sent } = await open();
  session.data.items = items;
  await session.save();
  return String(sent[0]);
}

t.test('gets another id by itself where its caller becomes another one', async (t) => {
  const planted = await cookieOf('tea');
  const { session, sent } = await open(planted);
  session.data.user = 'ada';
  const token = session.csrfToken();
  await session.save();
  t.not(sent[0], SAME);
  t.ok((await open(planted)).session.isNew, 'the planted id is none any more');
  const after = await open(String(sent[0]));
  t.strictSame(after.session.data, { items: ['tea'], user: 'ada' });
  t.ok(after.session.isCsrfToken(token), 'a token that was made after the sign-in stays good');
  after.session.data.user = 'bob';
  await after.session.save();
  t.not(after.sent[0], SAME, 'also where somebody was signed in before');
  const stream = await open(String(after.sent[0]), false);
  delete stream.session.data.user;
  await stream.session.save();
  t.strictSame(stream.sent, [SAME], 'but not where the answer has begun');
});

t.test('another id loses nothing that was changed meanwhile, and revives nothing that has ended', async (t) => {
  const first = await cookieOf('tea');
  const signIn = await open(first);
  const other = await open(first);
  other.session.data.items.push('milk');
  await other.session.save();
  signIn.session.data.user = 'ada';
  await signIn.session.save();
  const second = String(signIn.sent[0]);
  t.strictSame((await open(second)).session.data, { items: ['tea', 'milk'], user: 'ada' });
  const [late, leaving] = [await open(second), await open(second)];
  leaving.session.destroy();
  await leaving.session.save();
  late.session.data.items.push('rum');
  late.session.regenerate();
  await late.session.save();
  t.strictSame((await open(String(late.sent[0]))).session.data.user, undefined, 'who has signed out is not signed in again');
});

t.test('what is set after the end begins another session', async (t) => {
  const first = await cookieOf('tea');
  const { session, sent } = await open(first);
  const token = session.csrfToken();
  session.destroy();
  session.flash('notice', 'Signed out.');
  await session.save();
  t.strictSame([sent.length, sent[0]], [2, undefined]);
  const after = await open(String(sent[1]));
  t.strictSame([after.session.data.items, after.session.takeFlashes()], [[], [{ kind: 'notice', text: 'Signed out.' }]]);
  t.notOk(after.session.isCsrfToken(token));
  t.ok((await open(first)).session.isNew);
});

t.test('lives on where half of its time is over, or an old key has written it, and is let be before', async (t) => {
  const made = await open();
  made.session.data.items.push('tea');
  await made.session.save();
  const found = await keeper.find(String(made.sent[0]));
  if (found === undefined) throw new Error('It is kept.');
  const ends = Date.now() + TTL / 2 - 1;
  for (const { name, isRolling, want, ...changed } of [
    { name: 'new', isRolling: true, want: 0 },
    { name: 'half over', ends, isRolling: true, want: 1 },
    { name: 'half over, and not rolling', ends, isRolling: false, want: 0 },
    { name: 'of an old key', isOld: true, isRolling: false, want: 1 },
  ]) {
    const [renewed, sent]: [unknown[], unknown[]] = [[], []];
    const counting = { ...keeper, renew: async (of: typeof found) => (renewed.push(of), keeper.renew(of)) };
    const identify = ({ user = '' }: Cart): string => user;
    const surroundings = { codec, keeper: counting, isRolling, ttl: TTL, identify, canSend: () => true, send: (value: unknown) => sent.push(value) };
    await new Session<Cart>(surroundings, { ...found, ...changed }).save();
    t.strictSame([renewed.length, sent.length], [want, want], name);
  }
});
