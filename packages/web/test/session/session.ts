import t from 'tap';
import { memorySessionStore } from '#src/session/memory-session-store.js';
import { SAME, Session } from '#src/session/session.js';
import { keepInStore } from '#src/session/session-keeper.js';

interface Cart {
  items: string[];
}

const TTL = 60_000;
const keeper = keepInStore(memorySessionStore(), TTL);
const codec = {
  read: (data: unknown) => (Array.isArray((data as Cart).items) ? structuredClone(data as Cart) : undefined),
  write: ({ items }: Cart) => ({ items }),
  empty: (): Cart => ({ items: [] }),
};

/** The session of a browser that sends this cookie, and what its cookie is told. */
async function open(cookie = ''): Promise<{ session: Session<Cart>; sent: unknown[] }> {
  const sent: unknown[] = [];
  const session = new Session<Cart>({ codec, keeper, isRolling: true, ttl: TTL, send: (value) => sent.push(value) }, await keeper.find(cookie));
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
