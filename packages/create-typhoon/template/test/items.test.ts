import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createInMemoryClient } from '@typhoon/testing';
import type { InMemoryClient } from '@typhoon/testing';
import { createItemsApp } from '../src/app.js';

let client: InMemoryClient;

before(async () => {
  client = await createInMemoryClient(createItemsApp());
});

after(async () => {
  await client.close();
});

test('an item that was added can be read', async () => {
  const created = await client.post('/items', { json: { name: 'Pen', price: 1.5 } });
  assert.equal(created.status, 201);
  const read = await client.get('/items/1');
  assert.deepEqual(read.json(), { id: 1, name: 'Pen', price: 1.5 });
});

test('an item that does not exist is a documented error', async () => {
  const { status, json } = await client.get('/items/99').then((response) => ({ status: response.status, json: response.json() as { code: string } }));
  assert.deepEqual({ status, code: json.code }, { status: 404, code: 'item_not_found' });
});

test('what is not valid is refused, with all mistakes', async () => {
  const response = await client.post('/items', { json: { name: '' } });
  assert.equal(response.status, 422);
});
