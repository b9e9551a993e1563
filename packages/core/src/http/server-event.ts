/** What an event may carry beside its data. All are optional. */
export interface EventFields<TData = unknown, TName extends string | undefined = string | undefined> {
  /** Written by the schema of the stream. Clients are told of no event without it: then the rest speaks to the client itself. */
  readonly data?: TData;
  /** What listeners listen to. Default: 'message'. */
  readonly event?: TName;
  /** What the client sends as `Last-Event-ID` when it comes back. The empty text makes it forget. */
  readonly id?: string | undefined;
  /** Milliseconds after which the client comes back. */
  readonly retry?: number | undefined;
  /** Ignored by clients, seen by people. */
  readonly comment?: string | undefined;
}

const kServerEvent = Symbol.for('typhoon.server-event');

/** An item of an event stream that says more than its data, made by `event()`. */
export interface ServerEvent<TData = unknown, TName extends string | undefined = string | undefined> {
  readonly [kServerEvent]: EventFields<TData, TName>;
}

/**
 * An event with an id, a name, a time to come back after, or a comment.
 *
 * @example yield event({ id: String(tick.number), data: tick });
 * @example yield event({ event: 'joined', data: { name } });
 */
export function event<const TData = undefined, const TName extends string | undefined = undefined>(
  fields: EventFields<TData, TName>,
): ServerEvent<TData, TName> {
  return { [kServerEvent]: fields };
}

/** The fields of what `event()` made; undefined for anything else. */
export function fieldsOf(item: unknown): EventFields | undefined {
  return typeof item === 'object' && item !== null && kServerEvent in item ? (item as ServerEvent)[kServerEvent] : undefined;
}

/**
 * An event as text: comment, name, data, id and retry, each line for itself, and an empty line.
 *
 * @param data As text; undefined where there is none.
 * @throws TypeError for what no line can hold.
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 */
export function formatEvent({ comment, event: name, id, retry }: EventFields, data: string | undefined): string {
  let text = comment === undefined ? '' : formatField('', comment);
  if (name !== undefined) text += `event: ${checkLine('event', name)}\n`;
  if (data !== undefined) text += data.includes('\n') || data.includes('\r') ? formatField('data', data) : `data: ${data}\n`;
  if (id !== undefined) text += `id: ${checkId(id)}\n`;
  if (retry !== undefined) text += `retry: ${checkRetry(retry)}\n`;
  return `${text}\n`;
}

function formatField(field: string, value: string): string {
  return value
    .split(/\r\n|\r|\n/)
    .map((line) => `${field}: ${line}\n`)
    .join('');
}

function checkLine(field: string, value: string): string {
  if (typeof value !== 'string' || value === '' || /[\r\n]/.test(value)) throw new TypeError(`An event's '${field}' is a line of text, not empty.`);
  return value;
}

/** Clients ignore an id with a null character. */
function checkId(id: string): string {
  if (typeof id !== 'string' || /[\r\n\0]/.test(id)) throw new TypeError("An event's 'id' is a line of text without null characters.");
  return id;
}

function checkRetry(retry: number): string {
  if (!Number.isSafeInteger(retry) || retry < 0) throw new TypeError("An event's 'retry' is a whole number of milliseconds, 0 or more.");
  return String(retry);
}
