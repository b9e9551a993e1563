// The public list, by hand.

// WebSockets
export { WebSocket } from './websocket.js';
export type { InferReceived, InferSent, InheritedBySockets, WebSocketDecorator, WebSocketOptions } from './websocket.js';
export { websockets } from './websockets.js';
export type { WebSocketsKind, WebSocketsOptions } from './websockets.js';
export type { HubOptions } from './hub.js';
export type { ConnectionLimits, SocketLimits } from './limits.js';
export type { SlowReaderPolicy } from './outbox.js';
export { SocketError } from './socket.js';
export type { Audience, RoomSendOptions, Socket, SocketClosing } from './socket.js';
export { dispatch, serveConnection } from './dispatch.js';
export type { Connection, MessageHandlers } from './dispatch.js';
export { socketBearer } from './socket-bearer.js';
export type { SocketBearerOptions } from './socket-bearer.js';
export { MessageError } from './message-error.js';

// Rooms and brokers
export { channelOf } from './channel-of.js';
export type { ChannelFor, SentBy, SocketMethod } from './channel-of.js';
export type { Channel, ChannelRoom, WaitOptions, WaitResult } from './channel.js';
export type { Broker, BrokerDelivery, BrokerHistory, BrokerMessage, BrokerSubscription } from './broker.js';
export { localBroker } from './local-broker.js';
export { clusterBroker } from './cluster-broker.js';
export { serveClusterBroker } from './cluster-primary.js';
