import t from 'tap';
import * as websocket from '@typhoon/websocket';

/** What users can import. A change here is a change of the public list: it belongs into the changelog. */
const PUBLIC = [
  ...['MessageError', 'SocketError', 'WebSocket', 'dispatch', 'serveConnection', 'socketBearer', 'websockets'],
  ...['channelOf', 'clusterBroker', 'localBroker', 'serveClusterBroker'],
];

t.test('exports to users what is on the list, and nothing else', async (t) => {
  t.strictSame(Object.keys(websocket).sort(), PUBLIC.toSorted());
});
