import type { BrokerDelivery, BrokerHistory, BrokerMessage } from './broker.js';

/** A message as it goes between workers and primary: bytes as base64, since that channel carries JSON. */
export type WireMessage = { readonly text: string; readonly except?: string } | { readonly bytes: string; readonly except?: string };
export type WireDelivery = WireMessage & { readonly sequence: number };
export interface WireHistory {
  readonly messages: readonly WireDelivery[];
  readonly sequence: number;
}

/** What a worker asks of the primary. */
export type ClusterRequest =
  | { readonly op: 'publish'; readonly topic: string; readonly message: WireMessage; readonly keep: number }
  | { readonly op: 'subscribe' | 'unsubscribe' | 'history' | 'count'; readonly topic: string }
  | { readonly op: 'members'; readonly topic: string; readonly count: number };

/** The key by which our messages are told from others on the same channel. */
export const WIRE_KEY = 'typhoon.broker';

export type FromWorker = { readonly [WIRE_KEY]: 'request'; readonly id: number } & ClusterRequest;
export type FromPrimary =
  | { readonly [WIRE_KEY]: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly [WIRE_KEY]: 'delivery'; readonly topic: string; readonly message: WireDelivery };

export function toWire({ payload, except }: BrokerMessage): WireMessage {
  const rest = except === undefined ? {} : { except };
  return typeof payload === 'string' ? { text: payload, ...rest } : { bytes: Buffer.from(payload).toString('base64'), ...rest };
}

export function fromWire(message: WireMessage): BrokerMessage {
  const payload = 'text' in message ? message.text : new Uint8Array(Buffer.from(message.bytes, 'base64'));
  return { payload, except: message.except };
}

export function toWireDelivery(delivery: BrokerDelivery): WireDelivery {
  return { ...toWire(delivery), sequence: delivery.sequence };
}

export function fromWireDelivery(message: WireDelivery): BrokerDelivery {
  return { ...fromWire(message), sequence: message.sequence };
}

export function fromWireHistory({ messages, sequence }: WireHistory): BrokerHistory {
  return { messages: messages.map(fromWireDelivery), sequence };
}
