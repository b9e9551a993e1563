import t from 'tap';
import { SESSION_LIFETIME, Sessions } from '#src/people/sessions.js';

t.test('finds a session by its token, until it is ended', async (t) => {
  const sessions = new Sessions();
  const ada = sessions.open('Ada')!;
  t.match(ada, { name: 'Ada', token: /^[\w-]{43}$/ });
  t.equal(sessions.find(ada.token), ada);
  t.equal(sessions.find('another'), undefined);
  t.equal(ada.ended.aborted, false);
  sessions.end(ada.token);
  t.equal(sessions.find(ada.token), undefined);
  t.equal(ada.ended.aborted, true, 'so that its sockets close');
  sessions.end(ada.token);
});

t.test('gives a name to one person at a time, whatever its case', async (t) => {
  const sessions = new Sessions();
  const { token } = sessions.open('Ada')!;
  for (const name of ['Ada', 'ada', ' ADA ', 'Ａda']) t.equal(sessions.open(name), undefined, name);
  t.ok(sessions.open('Bob'));
  sessions.end(token);
  t.ok(sessions.open('ada'));
});

t.test('ends a session when its day is over', async (t) => {
  const sessions = new Sessions();
  const ada = sessions.open('Ada', 0)!;
  const bob = sessions.open('Bob', 1)!;
  const end = SESSION_LIFETIME * 1_000;
  t.equal(sessions.find(ada.token, end - 1), ada);
  t.equal(sessions.find(bob.token, end), bob);
  t.strictSame([sessions.find(ada.token, 0), ada.ended.aborted, bob.ended.aborted], [undefined, true, false]);
});

t.test('is full one day', async (t) => {
  const sessions = new Sessions();
  for (let count = 1; count < 1_000; count++) sessions.open(`Person ${count}`);
  t.equal(sessions.isFull, false);
  sessions.open('The last');
  t.equal(sessions.isFull, true);
});
