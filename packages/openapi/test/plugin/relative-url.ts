import t from 'tap';
import { toRelativeUrl } from '#src/plugin/relative-url.js';

t.test('leads from one path to another below any prefix', (t) => {
  const rows = [
    ['/docs', '/openapi.json', 'openapi.json'],
    ['/docs/internal', '/docs/assets/a.js', 'assets/a.js'],
    ['/a/b', '/c', '../c'],
    ['/a/b/c', '/a/d/e', '../d/e'],
    ['/', '/openapi.json', 'openapi.json'],
    ['/docs', '/', './'],
    ['/docs', '/a:b', './a:b'],
  ] as const;
  for (const [from, to, want] of rows) {
    t.equal(toRelativeUrl(from, to), want, `${from} → ${to}`);
    t.equal(new URL(toRelativeUrl(from, to), `http://host/prefix${from}`).pathname, `/prefix${to}`, 'as a browser reads it');
  }
  t.end();
});
