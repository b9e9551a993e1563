import t from 'tap';
import { parseEvents } from '#src/runtime/event-parser.js';
import { readLines } from '#src/runtime/body-lines.js';
import type { ParsedEvent } from '#src/runtime/event-parser.js';
import type { StreamPosition } from '#src/runtime/item-stream.js';
import { streamOf } from '../fixtures/stream-of.js';

async function parse(text: string, size = Infinity, lastEventId = '') {
  const position: StreamPosition = { lastEventId, failures: 0 };
  const events: ParsedEvent[] = [];
  for await (const event of parseEvents(readLines(streamOf(text, size)), position)) events.push(event);
  return { events, ...position };
}

// https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation, its examples and its corners.
const ROWS: readonly [name: string, text: string, ...want: [name: string, data: string, id: string][]][] = [
  ['lines of data are joined', 'data: YHOO\ndata: +2\ndata: 10\n\n', ['', 'YHOO\n+2\n10', '']],
  [
    'comments, ids that stay, and an id that is taken back',
    ': test stream\n\ndata: first\nid: 1\n\ndata:second\nid\n\ndata:  third\n\n',
    ['', 'first', '1'],
    ['', 'second', ''],
    ['', ' third', ''],
  ],
  ['empty data are data; what is not ended is none', 'data\n\ndata\ndata\n\ndata:', ['', '', ''], ['', '\n', '']],
  ['one space behind the colon goes', 'data:test\n\ndata: test\n\ndata:  test\n\n', ['', 'test', ''], ['', 'test', ''], ['', ' test', '']],
  ['names count for one event', 'event: add\ndata: 1\n\ndata: 2\n\n', ['add', '1', ''], ['', '2', '']],
  ['a name without data is forgotten', 'event: add\n\ndata: 1\n\n', ['', '1', '']],
  ['an id with NUL is none', 'id: 1\ndata: a\n\nid: 2\0\ndata: b\n\n', ['', 'a', '1'], ['', 'b', '1']],
  ['fields that are unknown, or written otherwise, are passed over', 'Data: x\ndata : x\nfoo\nevent:e\ndata: a\n\n', ['e', 'a', '']],
  ['values hold colons', 'data: a:b: c\n\n', ['', 'a:b: c', '']],
];

t.test('reads events as the standard has it, whatever ends the lines and wherever they are cut', async (t) => {
  for (const [name, text, ...want] of ROWS) {
    const events = want.map(([event, data, id]) => ({ name: event, data, id }));
    for (const end of ['\n', '\r\n', '\r']) {
      for (const size of [1, 2, 3, 7, Infinity])
        t.strictSame((await parse(text.replaceAll('\n', end), size)).events, events, `${name}, ${JSON.stringify(end)}, ${size}`);
    }
  }
});

t.test('keeps the id of the connection before, and takes a new one also without data', async (t) => {
  t.match(await parse('data: 1\n\n', Infinity, '7'), { events: [{ id: '7' }], lastEventId: '7' });
  t.match(await parse('id: 8\n\n', Infinity, '7'), { events: [], lastEventId: '8' });
  t.equal((await parse('id: 8\n', Infinity, '7')).lastEventId, '7', 'not before the event ends');
});

t.test('takes a time of nothing but digits', async (t) => {
  t.equal((await parse('retry: 250\n')).retry, 250);
  for (const text of ['retry: 2s\n', 'retry:\n', 'retry: -1\n', 'retry: 1.5\n']) t.equal((await parse(text)).retry, undefined, text);
});
