import t from 'tap';
import { changesOf, mergeContents, readContent } from '#src/session/session-content.js';
import type { SessionContent } from '#src/session/session-content.js';

const [saved, hello] = [
  { kind: 'notice', text: 'Saved.' },
  { kind: 'notice', text: 'Hello.' },
];

function contentOf(data: Record<string, unknown>, flashes: SessionContent['flashes'] = [], csrf = 'secret'): SessionContent {
  return { data, flashes, csrf };
}

t.test('reads what it has written, and nothing that another release may have left', async (t) => {
  const content = contentOf({ cart: ['tea'] }, [saved]);
  t.strictSame(readContent(JSON.stringify(content)), content);
  for (const text of ['', 'null', '[]', '{}', '{"data":{},"flashes":{},"csrf":""}', '{"data":1,"flashes":[],"csrf":""}', '{"data":{},"flashes":[]}'])
    t.equal(readContent(text), undefined, text);
});

t.test('merges what two requests have changed, property by property', async (t) => {
  const base = contentOf({ a: 1, b: 1, gone: 1 });
  const rows: readonly (readonly [own: Record<string, unknown>, latest: Record<string, unknown>, merged: Record<string, unknown> | undefined])[] = [
    [
      { a: 2, b: 1, gone: 1 },
      { a: 1, b: 2, gone: 1 },
      { a: 2, b: 2, gone: 1 },
    ],
    [
      { a: 1, b: 1 },
      { a: 1, b: 1, gone: 1, added: [1] },
      { a: 1, b: 1, added: [1] },
    ],
    [
      { a: 'two', b: true },
      { a: 'two', b: true },
      { a: 'two', b: true },
    ],
    [{ a: 2, b: 1, gone: 1 }, { a: 3, b: 1, gone: 1 }, undefined],
    [{ a: 2, b: 1, gone: 1 }, { a: 2, b: 1, gone: 1 }, undefined],
    [{ a: 1, b: 1, gone: 1, cart: ['tea'] }, { a: 1, b: 1, gone: 1, cart: ['tea'] }, undefined],
    [{ a: 1, b: 1 }, { a: 1, b: 1, gone: 2 }, undefined],
  ];
  for (const [own, latest, merged] of rows) {
    const result = mergeContents(base, contentOf(own), contentOf(latest));
    t.strictSame(result && { ...result.data }, merged, JSON.stringify([own, latest]));
  }
});

t.test('merges a property named __proto__ as any other', async (t) => {
  const own = JSON.parse('{"__proto__":{"isAdmin":true}}') as Record<string, unknown>;
  const merged = mergeContents(contentOf({}), contentOf(own), contentOf({}));
  t.strictSame(Object.keys(merged?.data ?? {}), ['__proto__']);
  t.equal(({} as { isAdmin?: boolean }).isAdmin, undefined);
});

t.test('shows a flash once, whoever showed it, and keeps what either has added', async (t) => {
  const base = contentOf({}, [saved]);
  t.strictSame(mergeContents(base, contentOf({}, []), contentOf({}, [saved, hello]))?.flashes, [hello]);
  t.strictSame(mergeContents(base, contentOf({}, [saved, hello]), contentOf({}, []))?.flashes, [hello]);
  t.strictSame(mergeContents(base, contentOf({}, [saved, saved]), contentOf({}, [saved]))?.flashes, [saved, saved]);
});

t.test('tells what a request has set itself from what it has only read', async (t) => {
  const own = contentOf({ a: 2, b: 1, added: [1] }, [saved, hello], 'new');
  t.strictSame(changesOf(contentOf({ a: 1, b: 1, gone: 1 }, [saved]), own), contentOf({ a: 2, added: [1] }, [hello], 'new'));
});
