import t from 'tap';
import { Body, BootError, Controller, Get, Model, Path, Post, Query, Type, createApp } from '#src/index.js';
import { startApp } from '../fixtures/start-app.js';

t.test('finds examples that do not fit at boot', async (t) => {
  class Item extends Model(
    { name: Type.String({ maxLength: 3, examples: ['pen', 'pencil'] }), price: Type.Number({ example: 'dear' }) },
    { examples: [{ name: 'ink' }] },
  ) {}

  @Controller('/items')
  class ItemsController {
    @Get('/:id', { response: Item, examples: { ink: { value: { name: 'ink', price: 'x' } } } })
    read(@Path('id', Type.Integer(), { example: 'three' }) id: number) {
      return { name: 'ink', price: id };
    }
  }
  try {
    createApp({ controllers: [ItemsController] });
    t.fail('was accepted');
  } catch (error) {
    if (!BootError.is(error)) throw error;
    t.strictSame(
      error.problems.map(({ message }) => message),
      [
        "ItemsController.read, response 200, examples.0: the example does not fit its own schema at 'price': Field required. Change one of them.",
        'ItemsController.read, response 200, properties.name.examples.1: the example does not fit its own schema: String should have at most 3 characters. Change one of them.',
        'ItemsController.read, response 200, properties.price.example: the example does not fit its own schema: Input should be a valid number, unable to parse string as a number. Change one of them.',
        "ItemsController.read, parameter 0, option 'example': the example does not fit its schema: Input should be a valid integer, unable to parse string as an integer. Change one of them.",
        "ItemsController.read, response 200, example 'ink': the example does not fit its schema at 'price': Input should be a valid number, unable to parse string as a number. Change one of them.",
      ],
    );
  }
});

t.test('takes examples as clients send them or as handlers see them', async (t) => {
  class Event extends Model(
    { at: Object.assign(Type.DateTime(), { examples: [new Date()] }), tags: Type.Set(Type.String()) },
    { examples: [{ at: '2030-01-02T03:04:05Z', tags: ['a'] }] },
  ) {}

  @Controller('/events')
  class EventsController {
    @Post('/', { response: Event, examples: { one: { value: { at: new Date(), tags: new Set(['a']) } }, none: { summary: 'Nothing', value: undefined } } })
    add(@Body(Event, { example: { at: '2030-01-02T03:04:05Z', tags: ['a', 'a'] } }) event: Event) {
      return event;
    }

    @Get('/', { response: Type.Integer() })
    count(@Query('ids', Type.Array(Type.Integer()), { example: [1] }) ids: number[], @Query('page', Type.Integer(), { example: '3' }) page: number) {
      return ids.length + page;
    }

    @Post('/refused', { response: Type.Integer() })
    refused(@Body(Event, { examples: { wrong: { summary: 'What is refused', value: { at: 'now' } } } }) event: Event) {
      return event.tags.size;
    }

    @Post('/decoded', { response: Type.Integer() })
    decoded(
      @Body(
        Type.Transform(Type.String({ examples: ['x'] }))
          .Decode(Number)
          .Encode(String),
        { example: 'x' },
      )
      value: number,
    ) {
      return value;
    }
  }
  const app = await startApp(t, { controllers: [EventsController] });
  t.equal((await app.inject('/events?ids=1&page=2')).json(), 3);
});
