import t from 'tap';
import { pageLinks } from '#src/paging/page.js';

const rows: readonly (readonly [name: string, given: readonly [limit: number, offset: number, total: number], want: { next?: string; previous?: string }])[] = [
  ['the only page has no links', [20, 0, 20], {}],
  ['the first of two names the next', [20, 0, 21], { next: '?limit=20&offset=20' }],
  ['one in the middle names both', [10, 10, 30], { next: '?limit=10&offset=20', previous: '?limit=10&offset=0' }],
  ['one that begins in the middle of the first names the first', [10, 5, 12], { previous: '?limit=10&offset=0' }],
  ['one behind the end names the page before', [10, 90, 30], { previous: '?limit=10&offset=80' }],
];

for (const [name, [limit, offset, total], want] of rows) {
  t.test(name, async (t) => t.strictSame(pageLinks({ limit, offset }, total), { total, ...want }));
}
