import t from 'tap';
import { GENERATOR_ERRORS, GeneratorError } from '#src/generate/errors.js';

t.test('an error of the generator has a code of its table and keeps its cause', async (t) => {
  const cause = new Error('inner');
  const error = new GeneratorError('TYPHOON_ERR_CLIENT_SOURCE', 'It cannot be read.', { cause });
  t.match(error, { name: 'GeneratorError', code: 'TYPHOON_ERR_CLIENT_SOURCE', message: 'It cannot be read.', cause });
  t.ok(Object.keys(GENERATOR_ERRORS).every((code) => code.startsWith('TYPHOON_ERR_CLIENT_')));
});
