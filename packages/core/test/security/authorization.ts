import type { FastifyRequest } from 'fastify';
import t from 'tap';
import { readAuthorization, readToken } from '#src/security/authorization.js';

function request(authorization: string | undefined): FastifyRequest {
  return { headers: { authorization } } as FastifyRequest;
}

t.test('splits the scheme from the credentials', async (t) => {
  for (const [header, want] of [
    ['Digest username="a b"', 'username="a b"'],
    ['DIGEST   x  ', 'x'],
    ['Digest', null],
    ['Digests x', undefined],
    ['', undefined],
    [undefined, undefined],
  ] as const) {
    t.equal(readAuthorization(request(header), 'digest'), want, String(header));
  }
});

t.test('takes one word of visible characters for a token', async (t) => {
  for (const [header, want] of [
    ['Bearer a.b-c_d~e+f/g==', 'a.b-c_d~e+f/g=='],
    ['Bearer a b', null],
    ['Bearer \u00fc', null],
    ['Bearer  ', null],
    ['Basic a', undefined],
  ] as const) {
    t.equal(readToken(request(header), 'bearer'), want, header);
  }
});
