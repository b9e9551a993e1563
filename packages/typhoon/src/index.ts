// The public list: everything of core, of the documents, of WebSockets and of what scales, and `createApp` with all of it on.
export * from '@typhoon/core';
export * from '@typhoon/http-client';
export * from '@typhoon/observability';
export * from '@typhoon/openapi';
export * from '@typhoon/scale';
export * from '@typhoon/web';
export * from '@typhoon/websocket';
export { createApp } from './app.js';
export { Application } from './application.js';
export type { ApplicationOptions } from './app.js';
export type { DocsDocument, DocsOptions } from './docs.js';
export type { ObservabilityOptions } from './observability.js';
export type { RedisOptions } from './redis.js';
