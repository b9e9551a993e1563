// The public list of the run time, by hand.

// Clients
export type { ClientOptions, ClientRequest, Middleware } from './runtime/client-options.js';
export type { BasicCredential, PasswordCredential, Secret } from './runtime/credentials.js';

// Calls
export type { CallOptions, ReconnectOptions, RetryOptions, StreamOptions } from './runtime/call-options.js';
export type { ItemStream, Operation, ServerEvent, StreamOperation } from './runtime/operation-types.js';
export type { Result, SafeFailure, SafeSuccess, Success } from './runtime/answer.js';
export type { BinaryBody } from './runtime/request-body.js';
export type { FileInput } from './runtime/form-body.js';

export type { SocketFactory, WebSocketLike } from './runtime/socket-factory.js';

// Errors
export { ApiError } from './runtime/api-error.js';
export type { ApiErrorDetails, ApiErrorKind, Failure, UndeclaredError } from './runtime/api-error.js';
export { TransportError } from './runtime/transport-error.js';
export type { TransportErrorKind } from './runtime/transport-error.js';
export type { SentRequest } from './runtime/sent-request.js';

// What generated code is made of
export { createTransport } from './runtime/create-transport.js';
export type { Transport } from './runtime/transport.js';
export { operation } from './runtime/operation.js';
export { form, multipart } from './runtime/form-body.js';
export { encodeReserved } from './runtime/parameter-text.js';
export { eventStream } from './runtime/event-stream.js';
export type { EventEncoding, EventStreamDefinition } from './runtime/event-stream.js';
export { jsonLines } from './runtime/json-lines.js';
export type { CallArguments } from './runtime/operation-types.js';
export type {
  BodyDefinition,
  EncodingDefinition,
  OperationDefinition,
  ParameterDefinition,
  ParameterDetails,
  ParameterPlace,
} from './runtime/operation-definition.js';
export { apiKey, basic, bearer } from './runtime/schemes.js';
export { oauth2Password } from './runtime/password-flow.js';
export type { PasswordFlow } from './runtime/password-flow.js';
export type { AuthorizedRequest, Authorizer, Scheme, SchemeContext } from './runtime/authorizer.js';
export { defineIsError } from './runtime/is-error.js';
