// The public list, by hand.

// Documents
export { toDocument } from './document.js';
export { toAsyncApi } from './asyncapi/asyncapi-document.js';
export type { AsyncApiDocument, AsyncApiOptions } from './asyncapi/asyncapi-document.js';
export type { ChannelObject, ChannelParameterObject, WebSocketBindingObject } from './asyncapi/channel-object.js';
export type { ChannelOperationObject } from './asyncapi/channel-operation-object.js';
export type { MessageObject } from './asyncapi/message-object.js';
export type { ServerObject } from './asyncapi/server-object.js';
export type { ComponentsObject, DocumentOptions, InfoObject, OpenApiDocument, TagObject } from './document.js';
export type { DocumentContext, OpenApiVersion, ResponseDescriber } from './document-context.js';
export type { OperationObject } from './operation-object.js';
export type { RouteDescriber } from './route-describers.js';
export type { SchemaObject } from './reference.js';
export type { TagFilter } from './tag-filter.js';

// Publishing
export { openapi, openapiDocuments, openapiPages } from './plugin/openapi-plugin.js';
export type { OpenApiPluginOptions } from './plugin/plugin-options.js';
export type { PageOptions, PublishedDocument } from './plugin/published-document.js';
