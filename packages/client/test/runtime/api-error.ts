import t from 'tap';
import { ApiError } from '#src/runtime/api-error.js';

t.test('says which status the server answered with', async (t) => {
  t.match(new ApiError(404), { name: 'ApiError', status: 404, message: 'The server answered with status 404.' });
});
