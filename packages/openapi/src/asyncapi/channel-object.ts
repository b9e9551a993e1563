/** @see AsyncAPI 3.0, Channel Object and Parameter Object; the WebSockets binding 0.1.0 */
import type { ChannelLimit } from '@typhoon/core';
import { toJsonText } from '../components-object.js';
import type { ParameterObject } from '../parameter-object.js';
import type { SchemaObject } from '../reference.js';
import { toSummary } from '../operation-summary.js';
import { toAsyncApiSchema } from './asyncapi-schema.js';
import type { WrittenChannel } from './written-channel.js';

/** Where messages are exchanged. */
export interface ChannelObject {
  /** `/rooms/{room}` */
  readonly address: string;
  readonly title?: string;
  readonly summary: string;
  readonly description?: string;
  readonly servers?: readonly { readonly $ref: string }[];
  readonly parameters?: Readonly<Record<string, ChannelParameterObject>>;
  readonly messages: Readonly<Record<string, { readonly $ref: string }>>;
  readonly tags?: readonly { readonly name: string }[];
  readonly externalDocs?: unknown;
  readonly bindings: { readonly ws: WebSocketBindingObject };
  readonly [extension: `x-${string}`]: unknown;
}

/** A part of the address. AsyncAPI knows texts alone: what they are read as stands in `x-schema`. */
export interface ChannelParameterObject {
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly default?: string;
  readonly examples?: readonly string[];
  readonly 'x-schema': SchemaObject;
}

/** What the handshake carries. @see https://github.com/asyncapi/bindings/tree/master/websockets */
export interface WebSocketBindingObject {
  readonly method: 'GET';
  readonly query?: SchemaObject;
  readonly headers?: SchemaObject;
  readonly bindingVersion: '0.1.0';
}

/** What is known elsewhere of a channel. */
export interface ChannelParts {
  readonly address: string;
  readonly messages: readonly string[];
  /** Names of servers, where the channel has servers of its own. */
  readonly servers: readonly string[];
}

export function toChannel({ route, parameters }: WrittenChannel, { address, messages, servers }: ChannelParts): ChannelObject {
  const { documentation } = route;
  const inAddress = parameters.filter((parameter) => parameter.in === 'path');
  return {
    address,
    summary: documentation.summary ?? toSummary(route.handler),
    ...(documentation.description === undefined ? {} : { description: documentation.description }),
    ...(servers.length === 0 ? {} : { servers: servers.map((name) => ({ $ref: `#/servers/${name}` })) }),
    ...(inAddress.length === 0 ? {} : { parameters: Object.fromEntries(inAddress.map((parameter) => [parameter.name, toParameter(parameter)])) }),
    messages: Object.fromEntries(messages.map((name) => [name, { $ref: `#/components/messages/${name}` }])),
    ...(documentation.tags.length === 0 ? {} : { tags: documentation.tags.map((name) => ({ name })) }),
    ...(documentation.externalDocs === undefined ? {} : { externalDocs: documentation.externalDocs }),
    bindings: { ws: toBinding(parameters, route.channel?.subprotocols ?? []) },
    ...(documentation.deprecated ? { 'x-deprecated': true } : {}),
    ...toRateLimits(route.channel?.limits ?? []),
    ...documentation.extensions,
  };
}

/** AsyncAPI has no word for them: windows are in seconds, as in `RateLimit-Policy`. */
function toRateLimits(limits: readonly ChannelLimit[]): Pick<ChannelObject, `x-${string}`> {
  return limits.length === 0 ? {} : { 'x-rate-limits': limits.map(({ window, ...limit }) => ({ ...limit, window: window / 1_000 })) };
}

function toParameter({ description, schema, deprecated, ...options }: ParameterObject): ChannelParameterObject {
  const examples = toTexts([...toTextList(schema['examples']), ...toTextList('example' in options ? [options.example] : [])]);
  return {
    ...(description === undefined ? {} : { description }),
    ...(Array.isArray(schema['enum']) ? { enum: toTexts(schema['enum']) } : {}),
    ...(schema['default'] === undefined ? {} : { default: toText(schema['default']) }),
    ...(examples.length === 0 ? {} : { examples }),
    ...(deprecated === true ? { 'x-deprecated': true } : {}),
    'x-schema': toAsyncApiSchema(schema),
  };
}

function toTextList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function toTexts(values: readonly unknown[]): readonly string[] {
  return values.map(toText);
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : toJsonText(value);
}

function toBinding(parameters: readonly ParameterObject[], subprotocols: readonly string[]): WebSocketBindingObject {
  const query = toObject(parameters.filter((parameter) => parameter.in === 'query').map(toProperty));
  const headers = toObject([
    ...parameters.filter((parameter) => parameter.in === 'header').map(toProperty),
    ...toCookies(parameters.filter((parameter) => parameter.in === 'cookie').map(toProperty)),
    ...(subprotocols.length === 0 ? [] : [{ name: 'sec-websocket-protocol', required: false, schema: { type: 'string', enum: subprotocols } }]),
  ]);
  return { method: 'GET', ...(query === undefined ? {} : { query }), ...(headers === undefined ? {} : { headers }), bindingVersion: '0.1.0' };
}

interface Property {
  readonly name: string;
  readonly required: boolean;
  readonly schema: SchemaObject;
}

function toProperty({ name, required, schema, description, deprecated, style, explode }: ParameterObject): Property {
  const written = {
    ...schema,
    ...(description === undefined ? {} : { description }),
    ...(deprecated === true ? { deprecated } : {}),
    ...(style === undefined ? {} : { 'x-style': style }),
    ...(explode === undefined ? {} : { 'x-explode': explode }),
  };
  return { name, required: required === true, schema: toAsyncApiSchema(written) };
}

function toObject(properties: readonly Property[]): SchemaObject | undefined {
  if (properties.length === 0) return undefined;
  const required = properties.filter((property) => property.required).map(({ name }) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(properties.map(({ name, schema }) => [name, schema])),
    ...(required.length === 0 ? {} : { required }),
  };
}

/** All cookies are one header: what is in it stands in `x-cookies`. */
function toCookies(cookies: readonly Property[]): readonly Property[] {
  const schema = toObject(cookies);
  if (schema === undefined) return [];
  const description = `Cookies: ${cookies.map(({ name }) => name).join(', ')}.`;
  return [{ name: 'cookie', required: cookies.some(({ required }) => required), schema: { type: 'string', description, 'x-cookies': schema } }];
}
