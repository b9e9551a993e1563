/** Server-sent events out of text. @see https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream */
import type { StreamPosition } from './item-stream.js';

/** An event as it was sent. */
export interface ParsedEvent {
  /** '' for those without a name. */
  readonly name: string;
  readonly data: string;
  /** The last id of the stream, '' before the first. */
  readonly id: string;
}

/**
 * A parser of one connection: a function that gives the events that a piece completes. They are parsed as they are read,
 * and each moves the position.
 *
 * @param position That of the connection before.
 */
export function createEventParser(position: StreamPosition): (text: string) => Iterable<ParsedEvent> {
  let rest = '';
  let endsWithReturn = false;
  let [name, data, id] = ['', '', position.lastEventId];

  return function* feed(text) {
    if (!text) return;
    // CR ends a line at once; the LF that may come with the next piece belongs to it.
    const lines = (rest + (endsWithReturn ? text.replace(/^\n/, '') : text)).split(/\r\n|\n|\r/);
    endsWithReturn = text.endsWith('\r');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [, field, value = ''] = /^([^:]*):? ?(.*)/s.exec(line) ?? [];
      if (!line) {
        position.lastEventId = id;
        if (data) yield { name, data: data.slice(0, -1), id };
        name = data = '';
      } else if (field === 'data') data += `${value}\n`;
      else if (field === 'event') name = value;
      else if (field === 'id' && !value.includes('\0')) id = value;
      else if (field === 'retry' && /^\d+$/.test(value)) position.retry = Number(value);
    }
  };
}
