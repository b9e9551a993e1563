import t from 'tap';
import * as httpClient from '@typhoon/http-client';

/** What users can import. A change here is a change of the public list: it belongs into the changelog. */
const PUBLIC = [
  'HttpAnswer',
  'HttpClient',
  'HttpClients',
  'UpstreamFailed',
  'UpstreamStatusError',
  'UpstreamTimeout',
  'UpstreamUnavailable',
  'http',
  'httpClient',
  'httpClients',
  'httpTransport',
];

t.test('exports to users what is on the list, and nothing else', async (t) => {
  t.strictSame(Object.keys(httpClient).sort(), PUBLIC.toSorted());
});
