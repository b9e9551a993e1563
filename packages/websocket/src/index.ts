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
export type { Socket, SocketClosing } from './socket.js';
export { MessageError } from './message-error.js';
