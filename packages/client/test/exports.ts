import t from 'tap';
import * as client from '@typhoon/client';

/** What users can import. A change here is a change of the public list: it belongs into the changelog. */
const PUBLIC = [
  ...['createTransport', 'operation', 'eventStream', 'jsonLines', 'form', 'multipart', 'encodeReserved', 'defineIsError'],
  ...['bearer', 'basic', 'apiKey', 'oauth2Password'],
  ...['ApiError', 'TransportError'],
];

t.test('exports to users what is on the list, and nothing else', async (t) => {
  t.strictSame(Object.keys(client).sort(), PUBLIC.toSorted());
});
