import t from 'tap';
import {
  BodySyntaxError,
  RequestValidationError,
  ResponseTypeError,
  ResponseValidationError,
  UndeclaredStatusError,
  toError,
} from '#src/http/request-errors.js';

const issue = { type: 'int_type', loc: ['response', 'id'], msg: 'Input should be a valid integer', input: 'secret', ctx: { secret: 1 } };

t.test('say in one sentence what is wrong, and never show a value of an answer', (t) => {
  const rows: readonly (readonly [Error, number, string])[] = [
    [new RequestValidationError([issue]), 422, 'The request has 1 mistake.'],
    [new RequestValidationError([issue, issue]), 422, 'The request has 2 mistakes.'],
    [new BodySyntaxError(issue), 422, 'Input should be a valid integer'],
    [
      new ResponseValidationError('A.read', 200, [issue]),
      500,
      'A.read returned what its response schema for status 200 does not allow. First: response.id: Input should be a valid integer, but found a text.',
    ],
    [
      new ResponseValidationError('A.read', 200, [{ ...issue, type: 'missing', msg: 'Field required', input: Promise.resolve() }]),
      500,
      'A.read returned what its response schema for status 200 does not allow. First: response.id: Field required, but found a promise: an await is missing.',
    ],
    [
      new ResponseValidationError('A.read', 200, [{ ...issue, type: 'greater_than', msg: 'Input should be greater than 0', input: -1 }]),
      500,
      'A.read returned what its response schema for status 200 does not allow. First: response.id: Input should be greater than 0.',
    ],
    [new ResponseValidationError('A.read', 200, []), 500, 'A.read returned what its response schema for status 200 does not allow.'],
    [
      new ResponseTypeError('A.read', 200, 'expects a string, but got null'),
      500,
      'A.read returned what cannot be sent with status 200: its response expects a string, but got null.',
    ],
    [new UndeclaredStatusError('A.read', 299, [200, 404]), 500, 'A.read replied with status 299, but declares only 200, 404. Add { responses: { 299: … } }.'],
  ];
  for (const [error, statusCode, message] of rows) {
    t.match(error, { statusCode, message, name: error.constructor.name });
    if (statusCode === 500) t.notMatch(JSON.stringify(error), 'secret');
  }
  t.end();
});

t.test('a refused request is known by its brand', (t) => {
  t.ok(RequestValidationError.is(new RequestValidationError([])));
  for (const value of [new Error(), null, undefined, {}]) t.notOk(RequestValidationError.is(value));
  t.end();
});

t.test('whatever is thrown becomes an Error, which keeps it', (t) => {
  const error = new TypeError('x');
  t.equal(toError(error), error);
  for (const [thrown, kind] of [
    [undefined, 'undefined'],
    [null, 'object'],
    ['secret', 'string'],
    [Symbol('x'), 'symbol'],
  ] as const) {
    const made = toError(thrown);
    t.match(made, { name: 'NonErrorThrown', message: `A value that is no Error was thrown: ${kind}.` });
    t.equal(made.cause, thrown);
  }
  t.end();
});
