import t from 'tap';
import { documentOf, filesOf } from '../../fixtures/generated.js';

const schemes = {
  Bearer: { type: 'http', scheme: 'bearer', description: 'A token.' },
  Basic: { type: 'http', scheme: 'Basic' },
  Key: { type: 'apiKey', in: 'header', name: "x-'key" },
  Login: { type: 'oauth2', flows: { password: { tokenUrl: '/token', refreshUrl: '/refresh', scopes: {} } } },
  Code: { type: 'oauth2', flows: { authorizationCode: { authorizationUrl: '/a', tokenUrl: '/t', scopes: {} } } },
  OpenId: { type: 'openIdConnect', openIdConnectUrl: 'https://id.example' },
  Certificate: { type: 'mutualTLS' },
};

t.test('schemes become what a client is told, and what the run time does with it', async (t) => {
  const paths = {
    '/own': { get: { operationId: 'own', security: [{ Login: ['a'] }, { Key: [], Basic: [] }, {}] } },
    '/all': { get: { operationId: 'all' } },
    '/none': { get: { operationId: 'none', security: [] } },
  };
  const files = await filesOf(documentOf({ paths, components: { securitySchemes: schemes }, more: { security: [{ Bearer: [] }] } }));
  const index = files['index.ts'] ?? '';
  t.match(
    index,
    '/** A token. */\n  Bearer?: Secret | undefined;\n  Basic?: BasicCredential | undefined;\n  Key?: Secret | undefined;\n  Login?: Secret | PasswordCredential | undefined;\n  Code?: Secret | undefined;\n  OpenId?: Secret | undefined;\n}',
  );
  t.match(index, `Key: apiKey('header', "x-'key"),`);
  t.match(index, "Login: oauth2Password({ tokenUrl: '/token', refreshUrl: '/refresh' }),");
  t.match(index, 'Code: bearer,');
  t.match(files['default.ts'], "security: [['Login'], ['Key', 'Basic'], []],");
  t.equal(files['default.ts']?.match(/security: /g)?.length, 2);
});

t.test('addresses of the host of the channels follow the base, as relative ones do; others stay', async (t) => {
  const password = (tokenUrl: string): object => ({ type: 'oauth2', flows: { password: { tokenUrl, availableScopes: {} } } });
  const files = await filesOf({
    asyncapi: '3.0.0',
    info: { title: 'Chat', version: '1' },
    servers: { default: { host: 'localhost', protocol: 'ws', pathname: '/chat' } },
    channels: { talk: { address: '/talk', messages: { Say: { payload: { type: 'string' } } } } },
    components: {
      securitySchemes: { Own: password('http://localhost/token?for=chat'), Other: password('https://id.example/token'), Plain: password('/token') },
    },
  });
  t.match(files['index.ts'], "Own: oauth2Password({ tokenUrl: '/token?for=chat' }),");
  t.match(files['index.ts'], "Other: oauth2Password({ tokenUrl: 'https://id.example/token' }),");
  t.match(files['index.ts'], "Plain: oauth2Password({ tokenUrl: '/token' }),");
});
