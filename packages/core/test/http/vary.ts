import Fastify from 'fastify';
import t from 'tap';
import { addVary, readVary } from '#src/http/vary.js';

t.test('adds to what an answer differs by already', async (t) => {
  const rows: readonly [before: string | string[] | undefined, names: string[], after: string | undefined][] = [
    [undefined, ['accept-encoding'], 'accept-encoding'],
    ['Origin', ['accept-encoding', 'origin'], 'Origin, accept-encoding'],
    [['Origin', 'accept-language'], ['accept-encoding'], 'Origin, accept-language, accept-encoding'],
    ['origin, Accept-Encoding', ['accept-encoding'], 'origin, Accept-Encoding'],
    ['*', ['accept-encoding'], '*'],
    [undefined, [], undefined],
  ];
  for (const [before, names, after] of rows) {
    const fastify = Fastify();
    fastify.get('/', (_request, reply) => {
      if (before !== undefined) reply.header('vary', before);
      addVary(reply, names);
      return '';
    });
    t.equal((await fastify.inject('/')).headers.vary, after);
  }
});

t.test('reads the names in lower case', (t) => {
  t.strictSame(readVary('Origin ,accept-language,'), ['origin', 'accept-language']);
  t.strictSame(readVary(undefined), []);
  t.end();
});
