import { createParser } from 'eventsource-parser';
import type { EventSourceMessage } from 'eventsource-parser';
import t from 'tap';
import { event, fieldsOf, formatEvent } from '#src/http/server-event.js';
import type { EventFields, ServerEvent } from '#src/http/server-event.js';
import { expectEqual } from '../fixtures/expect-equal.js';

function parse(text: string): unknown[] {
  const found: unknown[] = [];
  const parser = createParser({
    onEvent: (message: EventSourceMessage) => void found.push(Object.fromEntries(Object.entries(message).filter(([, value]) => value !== undefined))),
    onRetry: (retry) => void found.push({ retry }),
    onComment: (comment) => void found.push({ comment }),
    onError: (error) => void found.push(error),
  });
  parser.feed(text);
  return found;
}

t.test('writes each field on lines of its own, as parsers read them', (t) => {
  const rows: readonly [name: string, fields: EventFields, data: string | undefined, text: string, parsed: readonly unknown[]][] = [
    ['data', {}, '{"n":1}', 'data: {"n":1}\n\n', [{ data: '{"n":1}' }]],
    ['empty data', {}, '', 'data: \n\n', [{ data: '' }]],
    ['a name', { event: 'tick' }, '1', 'event: tick\ndata: 1\n\n', [{ event: 'tick', data: '1' }]],
    ['an id', { id: '7' }, '1', 'data: 1\nid: 7\n\n', [{ id: '7', data: '1' }]],
    ['an empty id', { id: '' }, '1', 'data: 1\nid: \n\n', [{ id: '', data: '1' }]],
    ['a retry alone', { retry: 0 }, undefined, 'retry: 0\n\n', [{ retry: 0 }]],
    ['a comment', { comment: 'hello\nworld' }, undefined, ': hello\n: world\n\n', [{ comment: 'hello' }, { comment: 'world' }]],
    ['lines, however they end', {}, 'a\nb\r\nc\rd\n', 'data: a\ndata: b\ndata: c\ndata: d\ndata: \n\n', [{ data: 'a\nb\nc\nd\n' }]],
    ['text that looks like a field', {}, 'a\nid: 3\n: x', 'data: a\ndata: id: 3\ndata: : x\n\n', [{ data: 'a\nid: 3\n: x' }]],
    [
      'all of it',
      { comment: 'c', event: 'e', id: 'i', retry: 5 },
      'd',
      ': c\nevent: e\ndata: d\nid: i\nretry: 5\n\n',
      [{ comment: 'c' }, { retry: 5 }, { id: 'i', event: 'e', data: 'd' }],
    ],
  ];
  for (const [name, fields, data, text, parsed] of rows) {
    t.equal(formatEvent(fields, data), text, name);
    t.strictSame(parse(text), parsed, name);
  }
  t.end();
});

t.test('refuses what would begin another line or is ignored', (t) => {
  const rows: readonly [fields: EventFields, message: RegExp][] = [
    [{ event: 'a\nb' }, /'event' is a line/],
    [{ event: 'a\rb' }, /'event' is a line/],
    [{ event: '' }, /'event' is a line of text, not empty/],
    [{ event: 3 as never }, /'event'/],
    [{ id: 'a\nid: b' }, /'id' is a line/],
    [{ id: 'a\0' }, /'id' is a line of text without null/],
    [{ id: 3 as never }, /'id'/],
    [{ retry: -1 }, /'retry' is a whole number/],
    [{ retry: 1.5 }, /'retry'/],
    [{ retry: '1\ndata: x' as never }, /'retry'/],
  ];
  for (const [fields, message] of rows) t.throws(() => formatEvent(fields, '1'), { name: 'TypeError', message }, JSON.stringify(fields));
  t.end();
});

t.test('tells events from data that look like one', (t) => {
  t.strictSame(fieldsOf(event({ data: 1, id: '3' })), { data: 1, id: '3' });
  for (const item of [{ data: 1, id: '3' }, null, undefined, 'data', [1]]) t.equal(fieldsOf(item), undefined);
  t.end();
});

t.test('keeps the types of data and name', (t) => {
  expectEqual<ReturnType<typeof named>, ServerEvent<{ readonly kind: 'tick' }, 'tick'>>();
  expectEqual<ReturnType<typeof alone>, ServerEvent<undefined, undefined>>();
  t.strictSame([fieldsOf(named()), fieldsOf(alone())], [{ event: 'tick', data: { kind: 'tick' } }, { retry: 3 }]);
  t.end();
});

function named() {
  return event({ event: 'tick', data: { kind: 'tick' } });
}

function alone() {
  return event({ retry: 3 });
}
