import t from 'tap';
import { compileSteps } from '#src/compile/steps.js';
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
  t.strictSame([plain.size, plain.late], [1, []]);
  const needy = compileSteps(describeRoute(Handlers, 'needy'), services);
  t.strictSame([needy.size, needy.late.map(({ slot }) => slot)], [2, [1]]);
});
