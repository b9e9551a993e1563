import t from 'tap';
import { Controller, Depends, Get, Type, lastEventId } from '#src/index.js';
import { startApp } from '../fixtures/start-app.js';

@Controller('/')
class ResumeController {
  @Get('/', { response: Type.String() })
  resume(@Depends(lastEventId) last: string | undefined): string {
    return last ?? 'new';
  }

  @Get('/sure', { response: Type.String() })
  // @ts-expect-error a client may be new
  sure(@Depends(lastEventId) last: string): string {
    return last;
  }
}

t.test('is the header of a client that comes back, in UTF-8', async (t) => {
  const app = await startApp(t, { controllers: [ResumeController] });
  for (const [id, want] of [
    [undefined, 'new'],
    ['7', '7'],
    ['Ã¼', 'ü'],
  ] as const) {
    t.equal((await app.inject({ url: '/', headers: id === undefined ? {} : { 'last-event-id': id } })).json(), want);
  }
});
