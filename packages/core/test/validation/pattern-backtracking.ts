import t from 'tap';
import { findBacktracking } from '#src/validation/pattern-backtracking.js';

t.test('lets pass what takes no longer than the text is long', async (t) => {
  const sources = [
    '^a',
    'b$',
    '^[a-z]+$',
    '^[a-z0-9]+(?:-[a-z0-9]+)*$',
    '^[\\w.+-]+@[\\w-]+\\.[\\w.-]+$',
    '^(?:[a-z]+\\.)+[a-z]{2,}$',
    '^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$',
    '^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(?:-((?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\\.(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\\+([0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*))?$',
    '^((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.|$)){4}$',
    '^(?=.*[A-Z])(?=.*\\d).{8,}$',
    '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$',
    '^(?:[^"\\\\]|\\\\.)*$',
    '^(.|\\n)*$',
    '^(["\'])[^"\']*\\1$',
    '^\\p{L}+(?: \\p{L}+)*$',
    '^(?:\\w+ )*\\w+$',
    '^[^,]*,[^,]*,.*$',
    '^a{1,100}a{1,100}b$',
    '(a+)+',
    '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
  ];
  for (const source of sources) t.strictSame(findBacktracking(source), undefined, source);
});

t.test('finds exponential patterns', async (t) => {
  const sources = [
    '^(a+)+$',
    '^(a*)*b',
    '^(a|a)*$',
    '^(a|aa)+$',
    '^(\\w+\\s?)*$',
    '^(?:\\d|\\w)*!$',
    '^([a-zA-Z]+)*$',
    '(x+x+)+y',
    '^(?:(a|a)*b)?',
    '^(?:a?){30}a{30}$',
    '^(?:\\d{1,3}){20}$',
    '^(\\p{L}+ ?)+$',
    '^(?=(a+)+$)',
    '^(a?b?c?)*$',
  ];
  for (const source of sources) t.strictSame(findBacktracking(source), { growth: 'exponential' }, source);
});

t.test('finds patterns whose time grows with a power of the length', async (t) => {
  const rows: [string, number][] = [
    ['^\\S+@\\S+$', 2],
    ['^.*,.*,.*$', 3],
    ['\\s+$', 2],
    ['^([a-z]+\\s?){1,3}$', 3],
    ['(?:(?=.*x)a)*b', 2],
  ];
  for (const [source, degree] of rows) t.strictSame(findBacktracking(source), { growth: 'polynomial', degree }, source);
});

t.test('lets pass a power of a short length', async (t) => {
  t.strictSame(findBacktracking('^\\S+@\\S+$', { maxLength: 1000 }), undefined);
  t.match(findBacktracking('^\\S+@\\S+$', { maxLength: 100_000 }), { growth: 'polynomial' });
  t.strictSame(findBacktracking('^(a+)+$', { maxLength: 100 }), { growth: 'exponential' }, 'no length makes an exponential pattern harmless');
});

t.test('heeds the flags of an expression', async (t) => {
  t.strictSame(findBacktracking('^(?:a|A)*$', { flags: '' }), undefined);
  t.strictSame(findBacktracking('^(?:a|A)*$', { flags: 'i' }), { growth: 'exponential' });
  t.match(findBacktracking('^\\s+$', { flags: 'm' }), undefined);
  t.match(findBacktracking('^a*(?:x|a)*$', { flags: 'm' }), { growth: 'polynomial' });
});

t.test('says when it cannot judge', async (t) => {
  t.strictSame(findBacktracking(`^(?:${'abcd'.repeat(120)})+$`), { growth: 'unknown' });
});
