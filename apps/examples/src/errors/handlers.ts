import { Controller, Get, HttpError, Path, RequestValidationError, Type, createApp, onError, reply } from 'typhoon';

class DatabaseError extends Error {}
class Timeout extends DatabaseError {}

@Controller('/items', {
  errorHandlers: [onError(Timeout, () => new HttpError(504, 'The database did not answer.'))],
})
export class ItemsController {
  @Get('/:id', { response: Type.String() })
  read(@Path('id', Type.Integer()) id: number): string {
    if (id === 1) throw new Timeout();
    if (id === 2) throw new DatabaseError('Disk full on db-3');
    if (id === 3) throw new Error('The password is hunter2');
    return `Item ${id}`;
  }
}

export const app = createApp({
  title: 'Items',
  version: '1.0.0',
  license: 'MIT',
  controllers: [ItemsController],
  server: { logger: false },
  errorHandlers: [
    onError(DatabaseError, (error, request) => {
      request.log.error({ err: error }, 'Database');
      return new HttpError(503, { detail: 'Please try again.', headers: { 'retry-after': '5' } });
    }),
    onError(RequestValidationError, (error) => reply(400, { mistakes: error.issues.map(({ loc, msg }) => `${loc.join('.')}: ${msg}`) })),
  ],
});
