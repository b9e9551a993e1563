// The public list: everything of core and of the documents, and `createApp` with the documents on.
export * from '@typhoon/core';
export * from '@typhoon/openapi';
export { createApp } from './app.js';
export type { ApplicationOptions } from './app.js';
export type { DocsDocument, DocsOptions } from './docs.js';
