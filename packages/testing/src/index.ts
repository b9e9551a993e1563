// The public list, by hand.
export { InMemoryClient, createInMemoryClient } from './in-memory-client.js';
export type { RequestOptions, TestResponse } from './in-memory-client.js';
export { StreamFailedError, TestStream } from './test-stream.js';
export type { ReceivedEvent, TestEvent } from './test-stream.js';
