import t from 'tap';
import { Controller, Get, Path, Type, createApp } from '#src/index.js';
import type { RouteKind } from '#src/index.js';
import { compileGivenCall, createErrorHandler, httpDescriber, stateOf, beginState, compileSteps, createValidationHook, writeRoute } from '#src/internal.js';
import type { CompiledSteps } from '#src/internal.js';

/** A kind of route of a test: its handlers are given the name of the kind. */
const greeting: RouteKind<CompiledSteps & { readonly call: (given: unknown, values: readonly unknown[]) => unknown }> = {
  name: 'greeting',
  describer: { ...httpDescriber, given: ['the greeting'] },
  compile: (route, services) => ({ ...compileSteps(route, services), call: compileGivenCall(route, services) }),
  register: (instance, cells) => {
    for (const cell of cells) {
      instance.route({
        method: 'GET',
        url: cell.definition.path.fastify,
        preValidation: createValidationHook(cell),
        errorHandler: createErrorHandler([], 'problem', cell.compiled),
        handler: async (request) => Promise.resolve(cell.compiled().call('hello', (stateOf(request) ?? beginState(request, 0)).values)),
      });
    }
  },
};

function Greet(path: string) {
  return (target: object, key: string): void => writeRoute(target, { kind: 'greeting', key, path, options: {} });
}

@Controller('/greetings')
class Greetings {
  @Greet('/:count')
  greet(word: string, @Path('count', Type.Integer()) count: number) {
    return word.repeat(count);
  }

  @Get('/')
  list() {
    return ['hello'];
  }
}

t.test('serves routes of a kind that it is given beside plain ones', async (t) => {
  const app = createApp({ kinds: [greeting], controllers: [Greetings], server: { logger: false } });
  t.teardown(() => app.close());
  t.strictSame(
    app.routes.map(({ kind }) => kind),
    ['greeting', 'http'],
  );
  t.strictSame((await app.inject('/greetings/2')).body, 'hellohello');
  t.match((await app.inject('/greetings/two')).json(), { status: 422, errors: [{ loc: ['path', 'count'] }] });
  t.strictSame((await app.inject('/greetings')).json(), ['hello']);
});

t.test('does not start with a route of a kind that nobody brought, and says how to bring it', async (t) => {
  const message =
    "Greetings.greet: is a route of kind 'greeting', which this application does not know. Take createApp() from 'typhoon', or name the kind: { kinds: [websockets()] }.";
  t.throws(() => createApp({ controllers: [Greetings] }), { code: 'TYPHOON_ERR_ROUTE_KIND', problems: [{ message }] });
});

t.test('does not start where what a kind hands over names a source', async (t) => {
  @Controller('/')
  class Wrong {
    @Greet('/:word')
    greet(@Path('word', Type.String()) word: string) {
      return word;
    }
  }
  t.throws(() => createApp({ kinds: [greeting], controllers: [Wrong] }), { code: 'TYPHOON_ERR_PARAM_SOURCE', message: /parameter 0 is the greeting/ });
});
