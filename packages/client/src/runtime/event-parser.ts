/** Server-sent events out of text. @see https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream */

/** An event as it was sent. */
export interface ParsedEvent {
  /** '' for those without a name. */
  readonly name: string;
  readonly data: string;
  /** The last id of the stream, '' before the first. */
  readonly id: string;
}

/** A parser of one connection. */
export interface EventParser {
  /** The events that this piece completes. */
  readonly feed: (text: string) => ParsedEvent[];
  /** The last id of the stream. */
  readonly lastEventId: string;
  /** Milliseconds before the next connection, where the stream has said so. */
  readonly retry: number | undefined;
}

/** @param lastEventId That of the connection before. */
export function createEventParser(lastEventId: string): EventParser {
  let rest = '';
  let endsWithReturn = false;
  let [name, data, id] = ['', '', lastEventId];
  const parser = { feed, lastEventId, retry: undefined as number | undefined };

  function feed(text: string): ParsedEvent[] {
    if (text === '') return [];
    // CR ends a line at once; the LF that may come with the next piece belongs to it.
    const piece = endsWithReturn && text.startsWith('\n') ? text.slice(1) : text;
    endsWithReturn = text.endsWith('\r');
    const lines = (rest + piece).split(/\r\n|\n|\r/);
    rest = lines.pop() ?? '';
    return lines.flatMap(readLine);
  }

  function readLine(line: string): ParsedEvent[] {
    if (line === '') return finishEvent();
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === 'data') data += `${value}\n`;
    else if (field === 'event') name = value;
    else if (field === 'id' && !value.includes('\0')) id = value;
    else if (field === 'retry' && /^\d+$/.test(value)) parser.retry = Number(value);
    return [];
  }

  function finishEvent(): ParsedEvent[] {
    parser.lastEventId = id;
    const events = data === '' ? [] : [{ name, data: data.slice(0, -1), id }];
    name = data = '';
    return events;
  }

  return parser;
}
