import { BootError, Controller, Cookie, Get, Header, Post, Type, createApp, security } from '@typhoon/core';
import t from 'tap';
import { Cache, caching } from '#src/index.js';

function mistakesOf(...controllers: Parameters<typeof createApp>[0]['controllers']): readonly string[] {
  try {
    createApp({ controllers, server: { logger: false } });
  } catch (error) {
    if (BootError.is(error)) return error.problems.map(({ message }) => message);
    throw error;
  }
  return [];
}

t.test('finds what would serve one caller what is another’s, and says the cure', async (t) => {
  @Controller('/', { features: [caching({ ttl: '10s' })] })
  class PrivateController {
    @Get('/signed', { security: [security.bearer()] })
    signed() {
      return 1;
    }

    @Get('/cookie')
    cookie(@Cookie('session', Type.Optional(Type.String())) _session: string | undefined) {
      return 1;
    }

    @Get('/header')
    header(@Header('authorization', Type.Optional(Type.String())) _authorization: string | undefined) {
      return 1;
    }

    @Get('/open')
    open() {
      return 1;
    }

    @Post('/open')
    change() {
      return 1;
    }
  }

  const cure =
    'what is kept for one caller would be sent to another. Say whose it is, @Cache({ key: dependency({ user: currentUser }, ({ user }) => user.id) }), or write @Cache(false).';
  t.strictSame(mistakesOf(PrivateController), [
    `PrivateController.signed: has @Cache but signs its caller in: ${cure}`,
    `PrivateController.cookie: has @Cache but reads a cookie: ${cure}`,
    `PrivateController.header: has @Cache but reads the header 'authorization': ${cure}`,
  ]);
});

t.test('finds times that are none, routes that answer no reading, and methods that are no routes', async (t) => {
  @Controller('/')
  class WrongController {
    @Get('/')
    @Cache({ ttl: 'soon' as never })
    read() {
      return 1;
    }

    @Post('/')
    @Cache({ ttl: '1s' })
    change() {
      return 1;
    }

    @Cache({ ttl: '1s' })
    helper() {
      return 1;
    }
  }

  t.strictSame(mistakesOf(WrongController).toSorted(), [
    'WrongController.change: has @Cache but answers POST, and only answers to GET and HEAD can be kept. Remove it.',
    'WrongController.helper: has @Cache but is no route. Add @Get(path) or another method above it.',
    "WrongController.read: @Cache: 'ttl' expects milliseconds, or a text like '10s', but got 'soon'. Use '500ms', '10s', '5m', '1h' or '1d'.",
  ]);
});

t.test('documents the headers of the answer', async (t) => {
  @Controller('/')
  @Cache({ ttl: '10s' })
  class OpenController {
    @Get('/', { response: Type.Integer() })
    read() {
      return 1;
    }
  }

  const [route] = createApp({ controllers: [OpenController], server: { logger: false } }).routes;
  t.strictSame([Object.keys(route?.responses[0]?.headers ?? {}), route?.policy.etag], [['cache-control', 'age'], 'strong']);
});
