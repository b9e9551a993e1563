// The public list: everything of core, and `createApp` with the documents on.
export * from '@typhoon/core';
export { createApp } from './app.js';
export type { ApplicationOptions } from './app.js';
export type { DocsDocument, DocsOptions } from './docs.js';
