import t from 'tap';
import type { Item } from '#src/items/item-models.js';
import { signInDemo, startShop } from '../fixtures/shop.js';

interface Page {
  readonly items: readonly Item[];
  readonly total: number;
  readonly next?: string;
  readonly previous?: string;
}

t.test('the list', async (t) => {
  const client = await startShop(t);
  const list = async (query: string) => (await client.get(`/items${query}`)).json<Page>();
  const namesOf = ({ items }: Page) => items.map(({ name }) => name);

  t.test('is walked by its links, filters kept', async (t) => {
    const first = await list('?limit=2&tag=writing');
    t.strictSame([namesOf(first), first.total, first.previous], [['Fountain pen', 'Ink, midnight'], 3, undefined]);
    t.strictSame(Object.fromEntries(new URLSearchParams(first.next)), { tag: 'writing', sort: 'name', limit: '2', offset: '2' });
    const second = await list(first.next ?? '');
    t.strictSame([namesOf(second), second.total, second.next], [['Pencil, 2B'], 3, undefined]);
    t.strictSame(await list(second.previous ?? ''), first);
  });

  const rows: readonly (readonly [query: string, names: readonly string[]])[] = [
    ['?q=BLUE', ['Fountain pen']],
    ['?tag=writing&tag=blue', ['Fountain pen', 'Ink, midnight']],
    ['?minPrice=990&maxPrice=1290', ['Ink, midnight', 'Notebook']],
    ['?inStock=no', ['Envelopes']],
    ['?inStock=true&sort=-price&limit=1', ['Letter opener']],
    ['?sort=price&limit=2', ['Pencil, 2B', 'Envelopes']],
    ['?sort=newest&limit=1', ['Letter opener']],
    ["?q=%25' OR 1=1 --", []],
    ['?offset=100', []],
  ];
  for (const [query, names] of rows) t.test(`answers ${query}`, async (t) => t.strictSame(namesOf(await list(query)), names));

  t.test('refuses a query that cannot be meant', async (t) => {
    const response = await client.get('/items?limit=0&offset=x&sort=color&inStock=perhaps&minPrice=-1');
    t.equal(response.status, 422);
    t.strictSame(response.json().errors, [
      { type: 'greater_than_equal', loc: ['query', 'minPrice'], msg: 'Input should be greater than or equal to 0', input: '-1', ctx: { ge: 0 } },
      { type: 'bool_parsing', loc: ['query', 'inStock'], msg: 'Input should be a valid boolean, unable to interpret input', input: 'perhaps' },
      {
        type: 'literal_error',
        loc: ['query', 'sort'],
        msg: "Input should be 'name', 'price', '-price' or 'newest'",
        input: 'color',
        ctx: { expected: "'name', 'price', '-price' or 'newest'" },
      },
      { type: 'greater_than_equal', loc: ['query', 'limit'], msg: 'Input should be greater than or equal to 1', input: '0', ctx: { ge: 1 } },
      { type: 'int_parsing', loc: ['query', 'offset'], msg: 'Input should be a valid integer, unable to parse string as an integer', input: 'x' },
    ]);
  });
});

t.test('one item', async (t) => {
  const client = await startShop(t);
  const bearer = await signInDemo(client);
  const create = async (json: unknown) => client.post('/items', { bearer, json });

  t.test('is created, read and deleted', async (t) => {
    const created = await create({ name: 'Eraser', price: 90 });
    t.equal(created.status, 201);
    t.match(created.json(), { name: 'Eraser', description: '', price: 90, stock: 0, tags: [], hasImage: false, version: 1 });
    const path = created.headers['location'] as string;
    const read = await client.get(path);
    t.strictSame([read.status, read.headers['etag'], read.json()], [200, '"1"', created.json()]);
    t.equal((await client.delete(path, { bearer })).status, 204);
    const gone = await client.get(path);
    t.equal(gone.status, 404);
    t.match(gone.json(), { code: 'item_not_found', title: 'Item not found', detail: /^No item has the number \d+\.$/ });
    t.equal((await client.delete(path, { bearer })).status, 404);
  });

  t.test('is not sent again to who has it', async (t) => {
    const response = await client.get('/items/1', { headers: { 'if-none-match': '"1"' } });
    t.strictSame([response.status, response.text], [304, '']);
  });

  t.test('is refused with everything that is wrong', async (t) => {
    const response = await create({ name: '', price: '12', stock: 1.5, tags: ['a', 'a'], colour: 'red' });
    t.equal(response.status, 422);
    t.strictSame(response.json().errors, [
      { type: 'string_too_short', loc: ['body', 'name'], msg: 'String should have at least 1 character', input: '', ctx: { min_length: 1 } },
      { type: 'int_type', loc: ['body', 'price'], msg: 'Input should be a valid integer', input: '12' },
      { type: 'int_from_float', loc: ['body', 'stock'], msg: 'Input should be a valid integer, got a number with a fractional part', input: 1.5 },
      { type: 'unique_items', loc: ['body', 'tags'], msg: 'List items should be unique', input: ['a', 'a'] },
      { type: 'extra_forbidden', loc: ['body', 'colour'], msg: 'Extra inputs are not permitted', input: 'red' },
    ]);
  });

  t.test('is changed only in what the body names', async (t) => {
    const { id, ...before } = (await create({ name: 'Ruler', description: 'Of wood.', price: 300, stock: 4, tags: ['desk'] })).json<Item>();
    const changed = await client.patch(`/items/${id}`, { bearer, json: { price: 350 } });
    t.equal(changed.status, 200);
    t.equal(changed.headers['etag'], '"2"');
    const { updatedAt } = changed.json();
    t.strictSame(changed.json(), { id, ...before, price: 350, version: 2, updatedAt });
  });

  t.test('is not changed by a body that names nothing, or something unknown', async (t) => {
    const nothing = await client.patch('/items/1', { bearer, json: {} });
    t.equal(nothing.status, 422);
    const unknown = await client.patch('/items/1', { bearer, json: { id: 7 } });
    t.match(unknown.json(), { errors: [{ type: 'extra_forbidden', loc: ['body', 'id'] }] });
    t.equal((await client.get('/items/1')).json().version, 1);
  });

  t.test('is not changed when somebody else was faster', async (t) => {
    const change = async (price: number) => client.patch('/items/2', { bearer, json: { price }, headers: { 'if-match': '"1"' } });
    const statuses = (await Promise.all([change(1), change(2)])).map(({ status }) => status);
    t.strictSame(statuses.sort(), [200, 412]);
    const late = await change(3);
    t.match(late.json(), { code: 'item_changed', detail: 'Item 2 is at version 2 now.' });
  });

  t.test('cannot be changed where there is none', async (t) => {
    t.equal((await client.patch('/items/999', { bearer, json: { price: 1 } })).status, 404);
  });
});
