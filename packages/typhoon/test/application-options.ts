import t from 'tap';
import { createApp } from '#src/app.js';

/** Options, and what is said of them. */
const ROWS = [
  [{ redsi: 'redis://127.0.0.1' }, "createApp(): the option 'redsi' is not known. Write 'redis'."],
  [{ metric: true }, "createApp(): the option 'metric' is not known. Write 'metrics'."],
  [{ websockets: {} }, "createApp(): the option 'websockets' is not known. Write 'websocket'."],
  [{ controlers: [] }, "createApp(): the option 'controlers' is not known. Write 'controllers'."],
  [{ logger: true }, "createApp(): the option 'logger' is not known. Write server: { logger: … } among the options of createApp()."],
  [{ guards: [] }, "createApp(): the option 'guards' is not known. Write 'security'."],
  [{ colour: 'red' }, "createApp(): the option 'colour' is not known. Remove it, or write 'x-colour' for a member of the document."],
  [{ title: 5 }, "createApp(): the option 'title' expects a text but got the number '5'."],
  [{ health: { securty: [] } }, "createApp(), option 'health': the option 'securty' is not known. Write 'security'."],
  [{ health: { live: true } }, "createApp(), option 'health': the option 'live' expects a path, or false but got the boolean 'true'."],
  [{ metrics: { securty: [] } }, "createApp(), option 'metrics': the option 'securty' is not known. Write 'security'."],
  [{ tracing: { 'x-handler': true } }, "createApp(), option 'tracing': the option 'x-handler' is not known. Write 'handlers'."],
  [{ websocket: { maxMesageSize: 1 } }, "createApp(), option 'websocket': the option 'maxMesageSize' is not known. Write 'maxMessageSize'."],
  [{ websocket: { maxConnections: 0 } }, "createApp(), option 'websocket': the option 'maxConnections' expects a number above 0 but got the number '0'."],
  [{ cors: { origins: ['https://app.example'], credential: true } }, "createApp(), option 'cors': the option 'credential' is not known. Write 'credentials'."],
  [{ cors: { origins: '*', maxAge: '10m' } }, "createApp(), option 'cors': the option 'maxAge' expects a whole number of seconds but got the text '10m'."],
  [{ csrf: { tokens: true } }, "createApp(), option 'csrf': the option 'tokens' is not known. Write 'token'."],
  [{ compression: { treshold: 1 } }, "createApp(), option 'compression': the option 'treshold' is not known. Write 'threshold'."],
  [{ compression: { threshold: '1kB' } }, "createApp(), option 'compression': the option 'threshold' expects a number of bytes but got the text '1kB'."],
  [{ schedules: {} }, "createApp(): the option 'schedules' expects a list of classes with @Cron or @Every but got {}."],
  [{ engines: {} }, "createApp(): the option 'engines' expects a Map of functions, by the singleton that they make but got {}."],
] as const;

t.test('says what is no option, once, and which was meant', async (t) => {
  for (const [options, message] of ROWS) {
    t.throws(() => create(options), { name: 'BootError', problems: [{ code: 'TYPHOON_ERR_APP_OPTIONS', message }] });
  }
});

t.test('says every mistake at once, those of the parts among them', (t) => {
  t.throws(() => create({ redsi: 1, docs: { colour: 1 }, overload: {}, tags: 'orders' }), {
    name: 'BootError',
    problems: [{ message: /'colour'/ }, { message: /'overload'/ }, { message: /'redsi'/ }, { message: /'tags' expects a list of texts/ }],
  });
  t.end();
});

t.test('takes what is not given as such, and members of the document', async (t) => {
  const app = create({ redis: undefined, title: 'Shop', 'x-team': 'orders' });
  t.teardown(() => app.close());
  t.match((await app.inject('/openapi.json')).json(), { info: { 'x-team': 'orders' } });
});

function create(options: object) {
  return createApp({ title: 'Shop', version: '1.0.0', controllers: [], server: { logger: false }, ...options });
}
