import t from 'tap';
import { Controller, Get, Html, Text, reply } from '#src/index.js';
import type { Reply } from '#src/index.js';
import { startApp } from '../fixtures/start-app.js';

@Controller('/')
class Texts {
  @Get('/text', { response: Text })
  text(): string {
    return 'Grüße <b>';
  }

  @Get('/html', { response: Html, responses: { 404: Text } })
  async html(): Promise<string | Reply<404, string>> {
    return Promise.resolve('<p>Hello</p>');
  }

  @Get('/none', { response: Html, responses: { 404: Text } })
  none(): string | Reply<404, string> {
    return reply(404, 'none');
  }

  @Get('/wrong', { response: Text })
  wrong(): never {
    return { secret: 1 } as never;
  }

  @Get('/promised', { response: Html })
  async promised(): Promise<never> {
    return Promise.resolve(undefined as never);
  }

  // @ts-expect-error a number is no text
  @Get('/refused', { response: Text })
  refused(): number {
    return 1;
  }

  // @ts-expect-error the text of status 404 is a string, too
  @Get('/refused/reply', { response: Html, responses: { 404: Text } })
  refusedReply(): Reply<404, number> {
    return reply(404, 1);
  }
}

t.test('sends strings as they are, with their media type', async (t) => {
  const app = await startApp(t, { controllers: [Texts] });
  const rows = [
    ['/text', 200, 'text/plain; charset=utf-8', 'Grüße <b>'],
    ['/html', 200, 'text/html; charset=utf-8', '<p>Hello</p>'],
    ['/none', 404, 'text/plain; charset=utf-8', 'none'],
  ] as const;
  for (const [url, status, type, body] of rows) {
    const response = await app.inject(url);
    t.strictSame([response.statusCode, response.headers['content-type'], response.payload], [status, type, body], url);
  }
});

t.test('refuses what is no string with a neutral 500, and says in the log who returned what kind of value', async (t) => {
  for (const validateResponses of [true, false]) {
    const app = await startApp(t, { controllers: [Texts], validateResponses });
    const wrong = await app.inject('/wrong');
    t.equal(wrong.statusCode, 500);
    t.equal(wrong.headers['content-type'], 'application/problem+json; charset=utf-8');
    t.equal(app.lines.at(-1)?.msg, 'Texts.wrong returned what cannot be sent with status 200: its response expects a string, but got an object.');
    t.equal((await app.inject('/promised')).statusCode, 500);
    t.match(app.lines.at(-1)?.msg, 'expects a string, but got undefined');
    t.notMatch(JSON.stringify([wrong.payload, app.lines]), 'secret');
  }
});
