import t from 'tap';
import { compileGivenCall, compileSteps } from '#src/compile/steps.js';
import type { CompileServices } from '#src/compile/steps.js';
import { Controller, Depends, Get, Path, Type, dependency } from '#src/index.js';
import { describeRoute } from '../fixtures/describe-route.js';

const late = dependency({}, () => 'late');

@Controller('/:id')
class Handlers {
  readonly name = 'own';

  @Get('/plain')
  plain(@Path('id', Type.Integer()) id: number) {
    return [this.name, id];
  }

  @Get('/needy')
  needy(@Path('id', Type.Integer()) id: number, @Depends(late) value: string) {
    return [this.name, id, value];
  }
}

const services: CompileServices = { readSingleton: () => undefined, controllerOf: () => new Handlers(), validateResponses: true };

t.test('knows how many values a request has, and whether anything runs after validation', async (t) => {
  const plain = compileSteps(describeRoute(Handlers, 'plain'), services);
  t.strictSame([plain.size, plain.runLate], [1, undefined]);
  const needy = compileSteps(describeRoute(Handlers, 'needy'), services);
  t.strictSame([needy.size, typeof needy.runLate], [2, 'function']);
});

t.test('calls a method with what it is given before its arguments', async (t) => {
  class Given extends Handlers {
    override plain(...args: unknown[]): never {
      return args as never;
    }
  }
  const call = compileGivenCall(describeRoute(Handlers, 'plain'), { ...services, controllerOf: () => new Given() });
  t.strictSame(call('given', [7]), ['given', 7]);
});
