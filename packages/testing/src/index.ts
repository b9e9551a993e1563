// The public list, by hand.
export { InMemoryClient, createInMemoryClient } from './in-memory-client.js';
export { MockAnswer, MockHttp, mockHttp } from './mock-http.js';
export type { MockReply, MockedCall } from './mock-http.js';
export type { MockExpectation } from './mock-expectation.js';
export { StreamFailedError, TestStream } from './test-stream.js';
export type { ReceivedEvent, TestEvent } from './test-stream.js';
export type { TestResponse } from './in-memory-client.js';
export type { FieldValue, Fields, RequestOptions } from './request-options.js';
export { SocketRefusedError, TestSocket } from './test-socket.js';
export type { AnySocket, ReceivedByTest, SentByTest, SocketRequestOptions } from './test-socket.js';
export { createTestClient } from './test-client.js';
export type { InMemoryTransport, InMemoryWebSocket } from './test-client.js';
