// The public list, by hand.

// Browsers
export { EXPOSED_HEADERS } from './cors.js';
export type { CorsOptions, CorsSetting } from './cors.js';
export type { CompressionOptions } from './compression.js';
export type { SecurityHeadersOptions } from './security-headers.js';
export { describeWeb } from './web.js';
export type { DescribedWeb, WebOptions } from './web.js';
