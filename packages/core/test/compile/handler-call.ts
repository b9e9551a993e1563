import t from 'tap';
import { compileGivenCall, compileHandlerCall } from '#src/compile/handler-call.js';
import type { CompileServices } from '#src/compile/steps.js';
import { Controller, Depends, Get, Path, Query, Type, dependency } from '#src/index.js';
import type { Observer } from '#src/index.js';
import { describeRoute } from '../fixtures/describe-route.js';

const late = dependency({}, () => 'late');

@Controller('/:id')
class Handlers {
  readonly name = 'own';

  @Get('/')
  read(@Depends(late) value: string, @Query('q', Type.String()) q: string, @Path('id', Type.Integer()) id: number) {
    return [this.name, value, q, id];
  }
}

class Given extends Handlers {
  override read(...args: unknown[]): never {
    return [this.name, ...args] as never;
  }
}

const services: CompileServices = { readSingleton: () => undefined, controllerOf: () => new Handlers(), validateResponses: true };

t.test('says where the arguments of a method stand among the values', (t) => {
  const route = describeRoute(Handlers, 'read');
  const { controller, method, slots } = compileHandlerCall(route, services);
  t.strictSame(
    slots.map((slot) => (slot < route.inputs.length ? route.inputs[slot]?.name : 'late')),
    ['late', 'q', 'id'],
  );
  t.strictSame(method.call(controller, 'a', 'b', 3), ['own', 'a', 'b', 3]);
  t.end();
});

t.test('an observer is told of the call, and gives its result', (t) => {
  const told: unknown[] = [];
  const observer = {
    around: (observed: unknown, run: (of: () => undefined) => unknown) => {
      told.push(observed);
      return run(() => undefined);
    },
  } as unknown as Observer;
  const { controller, method } = compileHandlerCall(describeRoute(Handlers, 'read'), { ...services, observer });
  t.strictSame(method.call(controller, 'a', 'b', 3), ['own', 'a', 'b', 3]);
  t.strictSame(told, [{ kind: 'handler', name: 'Handlers.read' }]);
  t.end();
});

t.test('calls a method with what it is given before its arguments', (t) => {
  const route = describeRoute(Handlers, 'read');
  const call = compileGivenCall(route, { ...services, controllerOf: () => new Given() });
  const values = [...route.inputs.map(({ name }) => name), 'late'];
  t.strictSame(call('given', values), ['own', 'given', 'late', 'q', 'id']);
  t.end();
});
