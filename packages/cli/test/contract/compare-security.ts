import t from 'tap';
import { contractOf, tell } from '../fixtures/contracts.js';

const scheme = (OAuth2: object) => contractOf({}, { components: { securitySchemes: { OAuth2 } } });
const flow = (more: object, scopes: object = { a: '', b: '' }) => scheme({ type: 'oauth2', flows: { password: { tokenUrl: '/token', scopes, ...more } } });

t.test('a client signs in as it did', async (t) => {
  t.strictSame(tell(flow({}), flow({ tokenUrl: '/sign-in' })), [
    "!security scheme OAuth2, password: 'tokenUrl' was '/token' and is '/sign-in': clients sign in there",
  ]);
  t.strictSame(tell(flow({}), flow({}, { a: '' })), ["!security scheme OAuth2, password: the scope 'b' is removed: clients ask for it"]);
  t.strictSame(tell(flow({}), scheme({ type: 'oauth2', flows: {} })), ['!security scheme OAuth2, password: is removed: clients sign in by it']);
  t.strictSame(tell(scheme({ type: 'http', scheme: 'Bearer' }), scheme({ type: 'http', scheme: 'bearer', description: 'A' })), []);
});

t.test('asking for nothing or for something is asking for nothing', async (t) => {
  t.strictSame(tell(contractOf({ security: [] }), contractOf({ security: [{ Key: [] }, {}] })), [
    'POST /items, security: asks for Key or nothing and asked for nothing',
  ]);
});
