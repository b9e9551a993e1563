import t from 'tap';
import { httpDescriber } from '#src/describe/http-route.js';
import { ProblemList } from '#src/errors.js';

t.test('reads the method of a route, GET where none is named, and notes options it does not know', async (t) => {
  const problems = new ProblemList();
  t.strictSame(httpDescriber.methodOf(httpDescriber.readOptions({ method: 'POST', sumary: 'A slip' }, 'Items.add', problems)), 'POST');
  t.strictSame(httpDescriber.methodOf({}), 'GET');
  t.match(problems.problems, [{ code: 'TYPHOON_ERR_ROUTE_OPTIONS', place: 'Items.add', message: /'summary'/ }]);
});
