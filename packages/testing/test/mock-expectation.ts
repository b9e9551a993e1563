import t from 'tap';
import { isExpected } from '#src/mock-expectation.js';
import type { MockExpectation } from '#src/mock-expectation.js';

const call = { method: 'POST', url: new URL('https://a.test/x/7?b=1&b=2&c=3'), headers: { 'x-key': 'k' }, body: '{"a":[1]}', json: () => ({ a: [1] }) };

t.test('A call is expected by method, address, query, headers and body', (t) => {
  const rows: readonly (readonly [method: string, address: string, expectation: MockExpectation, want: boolean])[] = [
    ['post', 'https://a.test/x/7', {}, true],
    ['POST', 'https://a.test/x/:id?c=3', {}, true],
    ['GET', 'https://a.test/x/7', {}, false],
    ['POST', 'https://b.test/x/7', {}, false],
    ['POST', 'https://a.test/x', {}, false],
    ['POST', 'https://a.test/x/8', {}, false],
    ['POST', 'https://a.test/:x/7', { query: { b: ['1', '2'] } }, true],
    ['POST', 'https://a.test/x/7', { query: { b: '1' } }, false],
    ['POST', 'https://a.test/x/7', { query: { d: '1' } }, false],
    ['POST', 'https://a.test/x/7', { headers: { 'X-Key': 'k' } }, true],
    ['POST', 'https://a.test/x/7', { headers: { 'X-Key': 'j' } }, false],
    ['POST', 'https://a.test/x/7', { json: { a: [1] } }, true],
    ['POST', 'https://a.test/x/7', { json: { a: [2] } }, false],
  ];
  for (const [method, address, expectation, want] of rows) t.equal(isExpected(call, method, new URL(address), expectation), want, `${method} ${address}`);
  t.end();
});
