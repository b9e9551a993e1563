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
 * The events of one connection, as their lines complete them. Each moves the position.
 *
 * @param position That of the connection before.
 */
export async function* parseEvents(lines: AsyncIterable<string>, position: StreamPosition): AsyncGenerator<ParsedEvent, void, void> {
  let name = '';
  let data = '';
  let id = position.lastEventId;
  for await (const line of lines) {
    const [, field, value] = /^([^:]*):? ?(.*)/s.exec(line) as unknown as readonly [string, string, string];
    if (!line) {
      position.lastEventId = id;
      if (data) yield { name, data: data.slice(0, -1), id };
      name = data = '';
    }
    if (field === 'data') data += `${value}\n`;
    if (field === 'event') name = value;
    if (field === 'id' && !value.includes('\0')) id = value;
    if (field === 'retry' && /^\d+$/.test(value)) position.retry = Number(value);
  }
}
