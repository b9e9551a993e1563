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

interface SendingResponse extends ServerResponse, Sender {
  /** True while `end` runs. */
  [kIsEnding]: boolean;
  [kHeld]: Held | undefined;
}

const kIsEnding: unique symbol = Symbol('typhoon.isEnding');
const kHeld: unique symbol = Symbol('typhoon.held');

type Constructor = new (request: IncomingMessage, options?: object) => SendingResponse;

const NodeResponse = ServerResponse as unknown as Constructor & ((this: SendingResponse, request: IncomingMessage, options?: object) => void);

/** Asked at each call, as `super` would be: what watches answers replaces its methods. */
const ofNode = NodeResponse.prototype as SendingResponse;

/**
 * An answer whose head and body leave in one write.
 *
 * `end(body)` of node:http sends head and body, and then an empty text, whose callback is the event `finish`. Two pieces
 * leave by another way than one does, which costs a tenth of a simple request. Here the body is held, for the time of that
 * call, until the callback is there too, and both are sent as one piece: what the connection is given, in which order, and
 * when `finish` comes stays the same. Node 24 sends so by itself; for the others see `sendsInTwo`.
 *
 * A function, as Node's own is: an instance of a class that extends it takes five times as long to make.
 *
 * @see Node, `lib/_http_outgoing.js`, `OutgoingMessage.prototype.end`
 */
export const OneWriteResponse = function OneWriteResponse(this: SendingResponse, request: IncomingMessage, options?: object): void {
  NodeResponse.call(this, request, options);
  this[kIsEnding] = false;
  this[kHeld] = undefined;
} as unknown as Constructor;

Object.setPrototypeOf(OneWriteResponse, NodeResponse);
Object.setPrototypeOf(OneWriteResponse.prototype, ofNode);
Object.assign(OneWriteResponse.prototype as SendingResponse, {
  end(this: SendingResponse, ...args: Parameters<typeof ofNode.end>): SendingResponse {
    this[kIsEnding] = true;
    try {
      ofNode.end.apply(this, args);
      return this;
    } finally {
      this[kIsEnding] = false;
      if (this[kHeld] !== undefined) release(this);
    }
  },

  _send(this: SendingResponse, data: Data, encoding?: BufferEncoding | null, callback?: Callback, byteLength?: number): boolean {
    // What is sent in chunks has a frame around each: several pieces anyway.
    if (!this[kIsEnding] || this.chunkedEncoding) return ofNode._send.call(this, data, encoding, callback, byteLength);
    if (this[kHeld] !== undefined) {
      if (data.length === 0) return release(this, callback);
      release(this);
    } else if (data.length > 0) {
      this[kHeld] = { data, encoding, byteLength };
      return true;
    }
    return ofNode._send.call(this, data, encoding, callback, byteLength);
  },
});

function release(response: SendingResponse, callback?: Callback): boolean {
  const { data, encoding, byteLength } = response[kHeld] as Held;
  response[kHeld] = undefined;
  return ofNode._send.call(response, data, encoding, callback, byteLength);
}

/** True where this Node sends an answer as `OneWriteResponse` expects it to: a body, then an empty text with a callback. */
export function sendsInTwo(): boolean {
  const sent: (readonly [Data, boolean])[] = [];
  const response = new NodeResponse({ method: 'GET', httpVersionMajor: 1, httpVersionMinor: 1, headers: {} } as IncomingMessage);
  response._send = (data, _encoding, callback) => {
    sent.push([data, callback === undefined]);
    return true;
  };
  response.end('body');
  return sent.length === 2 && sent[0]?.[0] === 'body' && sent[1]?.[0] === '' && !sent[1][1];
}
