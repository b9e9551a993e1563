import t from 'tap';
import * as generator from '@typhoon/client/generate';

/** What users can import. A change here is a change of the public list: it belongs into the changelog. */
const PUBLIC = ['GENERATOR_ERRORS', 'GeneratorError', 'checkClient', 'createClientFiles', 'generateClient'];

t.test('exports to users what is on the list, and nothing else', async (t) => {
  t.strictSame(Object.keys(generator).sort(), PUBLIC.toSorted());
});
