// Sockets
export { SocketError } from './runtime/socket-error.js';
export type { ClientSocket, SocketClosing, SocketOperation, SocketOptions } from './runtime/socket-types.js';
// What generated code is made of
export { readText, socket } from './runtime/socket.js';
export type { SocketDefinition } from './runtime/socket-types.js';
