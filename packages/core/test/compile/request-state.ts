import type { FastifyRequest } from 'fastify';
import t from 'tap';
import { RequestState, beginState, kState, stateOf } from '#src/compile/request-state.js';

t.test('is made at its first use, and is the same one afterwards', (t) => {
  const request = { [kState]: null } as unknown as FastifyRequest;
  t.equal(stateOf(request), undefined);
  const state = beginState(request, 3);
  t.strictSame(state.values, [undefined, undefined, undefined]);
  t.equal(beginState(request, 3), state);
  t.equal(stateOf(request), state);
  t.end();
});

t.test('has all of its fields from the start', (t) => {
  const before = Object.keys(new RequestState([undefined]));
  const state = new RequestState([undefined]);
  Object.assign(state, { issues: [], teardowns: {}, isCompleted: true });
  t.strictSame(Object.keys(state), before);
  t.end();
});
