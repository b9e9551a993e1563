import t from 'tap';
import { ChangeList } from '#src/contract/change-list.js';

t.test('collects changes in their order, each once', async (t) => {
  const changes = new ChangeList();
  changes.breaks('GET /', 'is removed');
  changes.allows('POST /', 'is new');
  changes.breaks('GET /', 'is removed');
  t.strictSame(changes.changes, [
    { breaking: true, place: 'GET /', reason: 'is removed' },
    { breaking: false, place: 'POST /', reason: 'is new' },
  ]);
});

t.test('speaks of receivers where the application sends', async (t) => {
  const changes = new ChangeList();
  changes.forReceivers().breaks('webhook sold', "'clients' was not set and is 'a': what clients send may be refused");
  t.strictSame(changes.changes, [{ breaking: true, place: 'webhook sold', reason: "'clients' was not set and is 'a': what receivers send may be refused" }]);
});
