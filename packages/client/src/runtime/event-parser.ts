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
 * A parser of one connection: a function that takes its lines, and gives the events that they complete. Each moves the position.
 *
 * @param position That of the connection before.
 */
export function createEventParser(position: StreamPosition): (line: string) => ParsedEvent | undefined {
  let [name, data, id] = ['', '', position.lastEventId];
  return (line) => {
    const [, field, value = ''] = /^([^:]*):? ?(.*)/s.exec(line) ?? [];
    if (!line) {
      position.lastEventId = id;
      const event = { name, data: data.slice(0, -1), id };
      name = '';
      if (data) {
        data = '';
        return event;
      }
    }
    if (field === 'data') data += `${value}\n`;
    if (field === 'event') name = value;
    if (field === 'id' && !value.includes('\0')) id = value;
    if (field === 'retry' && /^\d+$/.test(value)) position.retry = Number(value);
    return undefined;
  };
}
