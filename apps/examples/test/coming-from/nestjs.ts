import t from 'tap';
import { app } from '#src/coming-from/nestjs.js';
import { app as theirs } from '../fixtures/foreign/nestjs.js';

t.before(async () => theirs.init());
t.teardown(async () => Promise.all([app.close(), theirs.close()]));

interface Sides {
  readonly ours: { readonly status: number; readonly body: unknown };
  readonly theirs: { readonly status: number; readonly body: unknown };
}

/** One request, answered by both. */
async function ask(url: string, payload?: object, headers: Record<string, string> = {}): Promise<Sides> {
  const [ours, other] = await Promise.all(
    [app, theirs].map(async (on) => {
      const { statusCode, payload: text } = await on.inject({ url, headers, ...(payload === undefined ? {} : { method: 'POST', payload }) });
      return { status: statusCode, body: JSON.parse(text) as unknown };
    }),
  );
  return { ours: ours!, theirs: other! };
}

const admin = { 'x-roles': 'user,admin' };

t.test('answers as the NestJS application beside it', async (t) => {
  const created = await ask('/cats', { name: 'Tom', age: 3, unknown: true }, admin);
  t.strictSame(created.ours, { status: 201, body: { id: 1, name: 'Tom', age: 3 } });
  t.strictSame(created.ours, created.theirs);
  const read = await ask('/cats/1');
  t.strictSame(read.ours, { status: 200, body: { id: 1, name: 'Tom', age: 3 } });
  t.strictSame(read.ours, read.theirs);
});

t.test('refuses what that refuses: as problem documents, and with 422 where NestJS says 400', async (t) => {
  const forbidden = await ask('/cats', { name: 'Tom', age: 3 });
  t.match(forbidden, { ours: { status: 403, body: { code: 'forbidden' } }, theirs: { status: 403, body: { error: 'Forbidden' } } });
  const missing = await ask('/cats/2');
  t.match(missing, {
    ours: { status: 404, body: { detail: 'No cat has id 2.' } },
    theirs: { status: 404, body: { message: 'No cat has id 2.' } },
  });
  const invalid = await ask('/cats', { name: '', age: -1 }, admin);
  t.match(invalid, {
    ours: { status: 422, body: { errors: [{ loc: ['body', 'name'] }, { loc: ['body', 'age'] }] } },
    theirs: { status: 400, body: { message: [/^name must/, /^age must/] } },
  });
  t.match(await ask('/cats/x'), { ours: { status: 422 }, theirs: { status: 400 } });
});
