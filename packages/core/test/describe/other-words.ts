import t from 'tap';
import { cureOfOtherWord } from '#src/describe/other-words.js';
import { readOptions } from '#src/describe/option-rules.js';
import { ProblemList } from '#src/errors.js';

t.test('knows the words of Fastify and of other frameworks', async (t) => {
  t.equal(cureOfOtherWord('logger'), 'Write server: { logger: … } among the options of createApp().');
  t.equal(cureOfOtherWord('preHandler'), 'Write fastify: { preHandler: … }.');
  t.equal(cureOfOtherWord('response_model'), "Write 'response'.");
  t.equal(cureOfOtherWord('toString'), undefined);
});

t.test('says them where an option is not known', async (t) => {
  const problems = new ProblemList();
  readOptions('application', { logger: false }, 'createApp()', problems);
  readOptions('route', { statusCode: 201, preHandler: [] }, 'A.create', problems);
  t.strictSame(
    problems.problems.map(({ message }) => message),
    [
      "createApp(): the option 'logger' is not known. Write server: { logger: … } among the options of createApp().",
      "A.create: the option 'statusCode' is not known. Write 'status'.",
      "A.create: the option 'preHandler' is not known. Write fastify: { preHandler: … }.",
    ],
  );
});
