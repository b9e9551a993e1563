import { HttpError } from '@typhoon/core';
import t from 'tap';
import { fromFailure, toFailure } from '#src/threads/thread-failure.js';

const Gone = HttpError.define({ status: 410, code: 'all_gone', title: 'All gone' });

for (const [name, thrown, want] of [
  ['an error of its own name', Object.assign(new RangeError('far'), { code: 'E_FAR' }), { name: 'RangeError', message: 'far', code: 'E_FAR' }],
  [
    'a declared error',
    new Gone({ detail: 'no more', headers: { 'x-a': 'b' } }),
    { name: 'all_gone', status: 410, code: 'all_gone', title: 'All gone', detail: 'no more', headers: { 'x-a': 'b' } },
  ],
  ['what is no error', 'oops', { name: 'TypeError', message: 'A thread threw oops, which is no error.' }],
] as const) {
  t.test(`${name} comes back as it was`, async (t) => {
    const error = fromFailure(structuredClone(toFailure(thrown)));
    t.match(error, want);
    t.equal(HttpError.is(error), HttpError.is(thrown));
  });
}
