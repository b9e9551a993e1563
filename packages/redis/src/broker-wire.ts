import type { BrokerDelivery, BrokerMessage } from '@typhoon/websocket';

/**
 * A message as it stands in Redis: whether it is a text or bytes, who shall not get it, a line end, and the payload as it is.
 *
 * { payload: 'Hello', except: 'a1' } → 'ta1\nHello'. The server puts the sequence and another line end before it.
 */
export function toWire({ payload, except = '' }: BrokerMessage): Buffer {
  const isText = typeof payload === 'string';
  const head = `${isText ? 't' : 'b'}${encodeURIComponent(except)}\n`;
  return isText ? Buffer.from(head + payload) : Buffer.concat([Buffer.from(head), payload]);
}

/** The other way round, of a message with its sequence. */
export function fromWire(wire: Buffer): BrokerDelivery {
  const first = wire.indexOf(LINE_END);
  const second = wire.indexOf(LINE_END, first + 1);
  const head = wire.toString('latin1', first + 1, second);
  const except = head.length > 1 ? { except: decodeURIComponent(head.slice(1)) } : {};
  const payload = head.startsWith('t') ? wire.toString('utf8', second + 1) : new Uint8Array(wire.subarray(second + 1));
  return { payload, ...except, sequence: Number(wire.toString('latin1', 0, first)) };
}

const LINE_END = 0x0a;
