import { Controller, Depends, Get, Type, createApp } from '@typhoon/core';
import t from 'tap';
import { httpClient } from '#src/define-http-client.js';
import type { HttpClientOptions } from '#src/client-options.js';
import type { HttpClient } from '#src/http-client.js';

const WRONG = {
  baseUrl: 'http://ada:secret@api.example.com/?a=1',
  timeout: -5,
  retries: { limit: 1.5, method: ['GET'] },
  circuitBreaker: { ratio: 2 },
  concurrency: 0,
  allowedHosts: ['https://example.com/'],
  headers: { 'x-key': 'a\nb' },
  timout: '1s',
} as unknown as HttpClientOptions;

t.test('An application does not start with a client whose options are wrong, and says all that is', (t) => {
  const weather = httpClient('weather', WRONG);
  @Controller('/')
  class Home {
    @Get('/', { response: Type.Unknown() }) read(@Depends(weather) client: HttpClient) {
      return client.hosts;
    }
  }
  const at = "httpClient('weather')";
  t.throws(() => createApp({ controllers: [Home] }), {
    code: 'TYPHOON_ERR_HTTP_CLIENT_OPTIONS',
    problems: [
      `${at}: the option 'baseUrl' expects an address without query and fragment, 'https://api.example.com/v2' but got the text 'http://…@api.example.com/?a=1'.`,
      `${at}: the option 'timeout' expects milliseconds above 0, or a text like '10s' but got the number '-5'.`,
      `${at}: the option 'concurrency' expects a whole number above 0 but got the number '0'.`,
      `${at}: the option 'allowedHosts' expects a list of names of hosts without port, ['api.example.com', '*.example.org'] but got ['https://example.com/'].`,
      `${at}: the option 'headers' expects an object of texts by name, { 'x-api-key': '…' }, without control characters, or a function that returns one but got ['x-key'].`,
      `${at}: the option 'timout' is not known. Write 'timeout'.`,
      `${at}, option 'retries': the option 'limit' expects a whole number, 0 or more but got the number '1.5'.`,
      `${at}, option 'retries': the option 'method' is not known. Write 'methods'.`,
      `${at}, option 'circuitBreaker': the option 'ratio' expects a share above 0, up to 1 but got the number '2'.`,
    ].map((message) => ({ message })),
  });
  t.end();
});

t.test('Options that are known at the start only are checked there', async (t) => {
  const app = createApp({ controllers: [] });
  t.teardown(async () => app.close());
  const weather = httpClient('weather', { url: Object.assign(class Config {}, {}) }, () => ({ baseUrl: 'nowhere' }));
  await t.rejects(
    app.run(weather, () => undefined),
    { message: /the option 'baseUrl' expects/, cause: { code: 'TYPHOON_ERR_HTTP_CLIENT_OPTIONS' } },
  );
});

t.test('A function is no options, and says where it belongs: none of what it returns would be looked at', async (t) => {
  const options: object = () => ({ baseUrl: 'https://api.example.com' });
  t.throws(() => httpClient('weather', options), {
    message: "httpClient('weather'): options are expected, but got a function. Name what it needs before it: httpClient('weather', {}, () => ({ … })).",
  });
});
