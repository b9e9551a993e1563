import t from 'tap';
import { Controller, Delete, Empty, Get, Put, reply } from '#src/index.js';
import type { Reply } from '#src/index.js';
import { startApp } from '../fixtures/start-app.js';

@Controller('/')
class Nothing {
  @Delete('/gone', { response: Empty })
  gone(): void {}

  @Delete('/later', { response: Empty, status: 202 })
  async later(): Promise<void> {
    await Promise.resolve();
  }

  @Put('/either', { response: Empty, responses: { 201: Empty } })
  either(): void | Reply<201, undefined> {
    return reply(201, undefined, { location: '/either' });
  }

  @Get('/something', { response: Empty })
  something(): never {
    return { secret: 1 } as never;
  }

  // @ts-expect-error nothing is what it says
  @Get('/refused', { response: Empty })
  refused(): number {
    return 1;
  }
}

t.test('sends no body and no content type', async (t) => {
  const app = await startApp(t, { controllers: [Nothing] });
  const gone = await app.inject({ method: 'DELETE', url: '/gone' });
  t.strictSame([gone.statusCode, gone.payload, gone.headers['content-type'], gone.headers['content-length']], [204, '', undefined, undefined]);
  const later = await app.inject({ method: 'DELETE', url: '/later' });
  t.strictSame([later.statusCode, later.payload, later.headers['content-type'], later.headers['content-length']], [202, '', undefined, '0']);
  const either = await app.inject({ method: 'PUT', url: '/either' });
  t.strictSame([either.statusCode, either.payload, either.headers.location], [201, '', '/either']);
});

t.test('never sends what was returned all the same, and calls it a mistake outside production', async (t) => {
  const strict = await startApp(t, { controllers: [Nothing], validateResponses: true });
  const refused = await strict.inject('/something');
  t.equal(refused.statusCode, 500);
  t.match(strict.lines.at(-1)?.msg, 'Nothing.something returned what cannot be sent with status 204: its response expects nothing, but got an object.');
  const lenient = await startApp(t, { controllers: [Nothing], validateResponses: false });
  const dropped = await lenient.inject('/something');
  t.strictSame([dropped.statusCode, dropped.payload], [204, '']);
});
