import { Controller, Depends, HttpError, Post, Query, Type, createApp, dependency } from 'typhoon';

export const log: string[] = [];

/** Opened once, before the application listens; closed when it closes. */
const database = dependency(
  {},
  async function* () {
    log.push('connect');
    yield { begin: () => log.push('begin'), commit: () => log.push('commit'), rollback: () => log.push('rollback') };
    log.push('disconnect');
  },
  { lifetime: 'singleton' },
);

/** One for each request. The error of the handler arrives at `yield`. */
const transaction = dependency({ database }, async function* ({ database }) {
  database.begin();
  try {
    yield database;
  } catch (error) {
    database.rollback();
    throw error;
  }
  database.commit();
});

@Controller('/orders')
export class OrdersController {
  @Post('/', { status: 201, response: Type.String() })
  create(@Query('fail', Type.Boolean({ default: false })) fail: boolean, @Depends(transaction) _transaction: unknown) {
    log.push('handler');
    if (fail) throw new HttpError(409, 'Not today.');
    return 'ordered';
  }
}

export const app = createApp({ title: 'Orders', version: '1.0.0', license: 'MIT', controllers: [OrdersController] });
