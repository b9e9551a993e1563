import t from 'tap';
import { app } from '#src/path-parameters/choices.js';

t.teardown(() => app.close());

t.test('takes one of the choices, and fixed paths before parameters', async (t) => {
  t.equal((await app.inject('/shirts/small')).json(), 'A small shirt');
  t.equal((await app.inject('/shirts/mine')).json(), 'Your own shirt');
  t.equal((await app.inject('/shirts/large/colors/navy%20blue')).json(), 'A large navy blue shirt');
  t.match((await app.inject('/shirts/tiny')).json(), { status: 422, errors: [{ type: 'literal_error', msg: "Input should be 'small' or 'large'" }] });
});

t.test('takes the rest of the path where a wildcard stands', async (t) => {
  t.equal((await app.inject('/files/notes/today.txt')).json(), 'The file notes/today.txt');
});
