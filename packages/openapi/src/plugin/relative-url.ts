/**
 * The way from one absolute path to another, so that pages work below any prefix a proxy adds.
 *
 * ('/docs', '/openapi.json') → 'openapi.json'; ('/docs/internal', '/docs/assets/a.js') → 'assets/a.js'; ('/a/b', '/c') → '../c'
 */
export function toRelativeUrl(from: string, to: string): string {
  const start = from.split('/').slice(0, -1);
  const end = to.split('/');
  let shared = 0;
  while (shared < start.length && shared < end.length - 1 && start[shared] === end[shared]) shared++;
  const path = [...start.slice(shared).map(() => '..'), ...end.slice(shared)].join('/');
  // A first segment with a colon would read as a scheme, an empty one as no path at all.
  return path === '' || /^[^/]*:/.test(path) ? `./${path}` : path;
}
