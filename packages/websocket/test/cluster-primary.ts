import t from 'tap';
import { serveClusterBroker } from '#src/index.js';

t.test('is one for a process, however often it is asked for', async (t) => {
  t.equal(serveClusterBroker(), serveClusterBroker());
});
