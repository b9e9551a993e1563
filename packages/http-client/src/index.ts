// The public list, by hand.

// Clients
export { http, httpClient } from './define-http-client.js';
export { HttpClient } from './http-client.js';
export type { WithOptions } from './http-client.js';
export type { CircuitBreakerOptions, HttpClientOptions, HttpRetryOptions } from './client-options.js';
export type { ClientTls } from './transport.js';

// Calls
export type { HttpAnswered, HttpCallArguments, HttpCallOptions, PathParams, HttpRequestOptions, HttpSendOptions } from './call-options.js';
export type { HttpBodyOptions } from './request-body.js';
export type { ParamValue, PathNames, HttpQueryValue } from './request-url.js';

// Answers
export { HttpAnswer } from './http-answer.js';
export type { AnswerHeaders, StreamedAnswer } from './http-answer.js';

// Errors
export { UpstreamFailed, UpstreamStatusError, UpstreamTimeout, UpstreamUnavailable } from './upstream-errors.js';

// State
export { HttpClients, httpClients } from './http-clients.js';
export type { CircuitState } from './circuit-breaker.js';
export type { HostState } from './upstream-host.js';

// What sends requests
export { httpTransport } from './transport.js';
export type { CreateTransport, HttpTransport, TransportAnswer, TransportOptions, TransportRequest } from './transport.js';
