import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { createShop } from '#src/larger-applications/app.js';

t.test('puts controllers under prefixes, with options for all of a group', async (t) => {
  const app = createShop();
  t.teardown(() => app.close());
  t.strictSame((await app.inject('/api/v1/items')).json(), ['Pen, ordered 3 times', 'Ink, ordered 3 times']);
  t.equal((await app.inject('/api/v2/items')).statusCode, 200);
  t.equal((await app.inject('/api/v2/back-office/orders/report')).statusCode, 401);
  const report = await app.inject({ url: '/api/v2/back-office/orders/report', headers: { authorization: 'Bearer staff' } });
  t.strictSame(report.json(), ['Pen, ordered 3 times', 'Ink, ordered 3 times']);
  t.strictSame(
    app.routes.map(({ operationId, documentation }) => [operationId, ...documentation.tags]),
    [
      ['v1_items_list', 'items'],
      ['v2_items_list', 'items'],
      ['v2_orders_read', 'staff', 'orders'],
    ],
  );
});

t.test('the example shop is laid out as the page shows', async (t) => {
  const folders: string[] = [];
  const lines = readFileSync('src/larger-applications/tree.txt', 'utf8').trimEnd().split('\n');
  for (const line of lines.filter((line) => !line.includes('…'))) {
    const [, indent = '', name = '', comment = ''] = /^( *)(\S+) *(.*)$/.exec(line) ?? [];
    folders.length = indent.length / 2;
    const path = join('../shop', ...folders, name);
    folders.push(name);
    t.ok(existsSync(path), path);
    // What is named beside a file is what it declares.
    const names = name.endsWith('.ts') ? (comment.match(/\b[A-Z]\w+/g) ?? []) : [];
    for (const declared of names) t.match(readFileSync(path, 'utf8'), new RegExp(`(class|const) ${declared}\\b`));
  }
});
