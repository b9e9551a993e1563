import t from 'tap';
import { Body, Controller, Get, HttpError, Model, Path, Post, RequestValidationError, Type, onError, reply } from '#src/index.js';
import { replay } from '../fixtures/parity/recording.js';

const ITEMS: Readonly<Record<string, string>> = { foo: 'The Foo Wrestlers' };

@Controller('')
class LookUpController {
  @Get('/items/:item_id')
  read(@Path('item_id', Type.String()) id: string): { item: string } {
    return { item: ITEMS[id] ?? HttpError.throw(404, 'Item not found') };
  }

  @Get('/items-header/:item_id')
  readWithHeader(@Path('item_id', Type.String()) id: string): { item: string } {
    return { item: ITEMS[id] ?? HttpError.throw(404, { detail: 'Item not found', headers: { 'x-error': 'There goes my error' } }) };
  }
}
replay(t, 'tutorial-handling_errors-tutorial001', { controllers: [LookUpController] });
replay(t, 'tutorial-handling_errors-tutorial002', { controllers: [LookUpController] });

class UnicornError extends Error {}

@Controller('/unicorns')
class UnicornController {
  @Get('/:name')
  read(@Path('name', Type.String()) name: string): { unicorn_name: string } {
    if (name === 'yolo') throw new UnicornError(name);
    return { unicorn_name: name };
  }
}
replay(t, 'tutorial-handling_errors-tutorial003', {
  controllers: [UnicornController],
  errorHandlers: [onError(UnicornError, (error) => reply(418, { message: `Oops! ${error.message} did something. There goes a rainbow...` }))],
});

@Controller('/items')
class PickyController {
  @Get('/:item_id')
  read(@Path('item_id', Type.Integer()) id: number): { item_id: number } {
    if (id === 3) throw new HttpError(418, "Nope! I don't like 3.");
    return { item_id: id };
  }
}

const PLAIN = { 'content-type': 'text/plain; charset=utf-8' };

replay(t, 'tutorial-handling_errors-tutorial004', {
  controllers: [PickyController],
  errorHandlers: [
    onError(HttpError, (error) => reply(error.status, String(error.detail), PLAIN)),
    onError(RequestValidationError, ({ issues }) =>
      reply(
        400,
        ['Validation errors:', ...issues.map(({ loc, msg }) => `Field: (${loc.map((step) => `'${step}'`).join(', ')}), Error: ${msg}`)].join('\n'),
        PLAIN,
      ),
    ),
  ],
});
replay(t, 'tutorial-handling_errors-tutorial006', { controllers: [PickyController] });

class Titled extends Model({ title: Type.String(), size: Type.Integer() }, { name: 'Item' }) {}

@Controller('/items')
class TitledController {
  @Post('/')
  create(@Body(Titled) item: Titled): Titled {
    return item;
  }
}
replay(t, 'tutorial-handling_errors-tutorial005', {
  controllers: [TitledController],
  errorHandlers: [onError(RequestValidationError, ({ issues }, request) => reply(422, { detail: issues, body: request.body }))],
});
