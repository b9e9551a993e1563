import t from 'tap';
import { ProblemList } from '@typhoon/core/internal';
import { compileOrigins, findOriginProblems } from '#src/origins.js';

t.test('an origin is one that is named, or a name below one with a star', async (t) => {
  const matches = compileOrigins(['https://app.example', 'http://localhost:5173', 'https://*.example.com']);
  const rows: readonly [string, boolean][] = [
    ['https://app.example', true],
    ['https://APP.example', true],
    ['http://app.example', false],
    ['https://app.example:8443', false],
    ['http://localhost:5173', true],
    ['https://a.example.com', true],
    ['https://a.b.example.com', true],
    ['https://example.com', false],
    ['https://.example.com', false],
    ['https://evil-example.com', false],
    ['https://evil.com/.example.com', false],
    ['https://evil.com#.example.com', false],
    ['null', false],
    ['', false],
  ];
  for (const [origin, want] of rows) t.equal(matches(origin), want, origin);
});

t.test('what is no origin is a mistake', async (t) => {
  const problems = new ProblemList();
  findOriginProblems(['https://app.example/', 'app.example', 'https://*', 'null', 'https://*.com.*', 'https://app.example:443', 7], 'cors', problems);
  t.equal(problems.problems.length, 7);
  t.match(problems.problems[0]?.message, /'cors' expects origins but got 'https:\/\/app\.example\/'\. Write scheme and host/);
  const none = new ProblemList();
  findOriginProblems(['https://app.example', 'https://*.example.com', 'http://[::1]:3000', 'http://localhost:5173'], 'cors', none);
  t.strictSame(none.problems, []);
});
