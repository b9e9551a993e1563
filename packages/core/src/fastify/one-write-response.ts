import { ServerResponse } from 'node:http';
import type { IncomingMessage } from 'node:http';

type Callback = () => void;
type Data = string | Uint8Array;

/** The one method of Node's class that its types do not show: hands a head with a body, or nothing but a callback, to the connection. */
interface Sender {
  _send(data: Data, encoding?: BufferEncoding | null, callback?: Callback, byteLength?: number): boolean;
}

interface Held {
  readonly data: Data;
  readonly encoding: BufferEncoding | null | undefined;
  readonly byteLength: number | undefined;
}

const SendingResponse = ServerResponse as unknown as new (request: IncomingMessage) => ServerResponse & Sender;

/**
 * An answer whose head and body leave in one write.
 *
 * `end(body)` of node:http sends head and body, and then an empty text, whose callback is the event `finish`. Two pieces
 * leave by another way than one does, which costs a tenth of a simple request. Here the body is held, for the time of that
 * call, until the callback is there too, and both are sent as one piece: what the connection is given, in which order, and
 * when `finish` comes stays the same. Node 24 sends so by itself; for the others see `sendsInTwo`.
 *
 * @see Node, `lib/_http_outgoing.js`, `OutgoingMessage.prototype.end`
 */
export class OneWriteResponse extends SendingResponse {
  #isEnding = false;
  #held: Held | undefined = undefined;

  override end(callback?: Callback): this;
  override end(chunk: unknown, callback?: Callback): this;
  override end(chunk: unknown, encoding: BufferEncoding, callback?: Callback): this;
  override end(chunk?: unknown, encoding?: unknown, callback?: Callback): this {
    this.#isEnding = true;
    try {
      return super.end(chunk, encoding as BufferEncoding, callback);
    } finally {
      this.#isEnding = false;
      if (this.#held !== undefined) this.#release();
    }
  }

  override _send(data: Data, encoding?: BufferEncoding | null, callback?: Callback, byteLength?: number): boolean {
    // What is sent in chunks has a frame around each: several pieces anyway.
    if (!this.#isEnding || this.chunkedEncoding) return super._send(data, encoding, callback, byteLength);
    if (this.#held !== undefined) {
      if (data.length === 0) return this.#release(callback);
      this.#release();
    } else if (data.length > 0) {
      this.#held = { data, encoding, byteLength };
      return true;
    }
    return super._send(data, encoding, callback, byteLength);
  }

  #release(callback?: Callback): boolean {
    const { data, encoding, byteLength } = this.#held as Held;
    this.#held = undefined;
    return super._send(data, encoding, callback, byteLength);
  }
}

/** True where this Node sends an answer as `OneWriteResponse` expects it to: a body, then an empty text with a callback. */
export function sendsInTwo(): boolean {
  const sent: (readonly [Data, boolean])[] = [];
  const response = new SendingResponse({ method: 'GET', httpVersionMajor: 1, httpVersionMinor: 1, headers: {} } as IncomingMessage);
  response._send = (data, _encoding, callback) => {
    sent.push([data, callback === undefined]);
    return true;
  };
  response.end('body');
  return sent.length === 2 && sent[0]?.[0] === 'body' && sent[1]?.[0] === '' && !sent[1][1];
}
