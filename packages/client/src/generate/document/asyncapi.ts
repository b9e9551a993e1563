/** Channels of an AsyncAPI document, as sockets of a client: what the application receives, it sends. @see AsyncAPI 3.0 (Channel Object) */
import type { DocumentSet } from '../load/document-set.js';
import { childOf, entriesOf, itemsOf, listOf, propertyOf, textOf } from '../load/node.js';
import type { Node } from '../load/node.js';
import { commentOfSchema } from '../schema/schema-comment.js';
import type { SchemaReader } from '../schema/schema-reader.js';
import { STRING, UNKNOWN, toUnion } from '../schema/type-node.js';
import type { TypeNode } from '../schema/type-node.js';
import type { ApiParameter, ApiSocket, Place } from './api.js';
import { nameInputs } from './inputs.js';
import { bodyKind } from './media-type.js';
import { commentOfOperation } from './openapi.js';
import { readChannelSecurity } from './security.js';
import { isWebSocket } from './server.js';

export function readSockets(documents: DocumentSet, reader: SchemaReader): ApiSocket[] {
  return entriesOf(childOf(documents.root, 'channels')).flatMap(([id, node]) => {
    const channel = documents.resolve(node);
    const path = textOf(channel.value, 'address') ?? (textOf(documents.root.value, 'asyncapi')?.startsWith('2') === true ? id : undefined);
    return path === undefined || !isWebSocket(channel, documents) ? [] : [readSocket({ id, path, channel }, reader)];
  });
}

interface Found {
  readonly id: string;
  readonly path: string;
  readonly channel: Node;
}

function readSocket({ id, path, channel }: Found, reader: SchemaReader): ApiSocket {
  const { documents } = reader;
  const operations = operationsOf(documents).filter((operation) => channelOf(operation, documents) === channel.value);
  const replies = repliesIn(channel, documents);
  const messages = (action: string) => [
    ...operations.filter((operation) => actionOf(operation) === action).flatMap((operation) => messagesOf(operation, channel, reader)),
    ...replies.filter((reply) => reply.action === action).flatMap(({ node }) => messagesOf(node, channel, reader)),
  ];
  const isSilent = operations.length === 0 && replies.length === 0;
  const [sent, received] = isSilent ? [allMessages(channel, reader), allMessages(channel, reader)] : [messages('receive'), messages('send')];
  const [first] = operations;
  const address = path.startsWith('/') ? path : `/${path}`;
  return {
    id,
    name: id,
    path: address,
    tag: tagOf(channel, reader) ?? operations.map((operation) => tagOf(operation, reader)).find((tag) => tag !== undefined),
    comment: commentOfOperation(channel, first ?? channel, `\`WebSocket ${address}\``),
    parameters: readChannelParameters(channel, reader),
    security: first === undefined ? [] : readChannelSecurity(childOf(first, 'security')),
    send: typeOfMessages(sent, reader),
    receive: typeOfMessages(received, reader),
    isText: [...sent, ...received].length > 0 && [...sent, ...received].every((message) => isText(message, reader.documents)),
  };
}

function operationsOf(documents: DocumentSet): Node[] {
  return entriesOf(childOf(documents.root, 'operations')).map(([, node]) => documents.resolve(node));
}

function actionOf({ value }: Node): string | undefined {
  return textOf(value, 'action');
}

function channelOf(node: Node, documents: DocumentSet): unknown {
  return documents.resolve(childOf(node, 'channel')).value;
}

interface Reply {
  /** What the application does with it: the other of what it does with what is replied to. */
  readonly action: 'send' | 'receive';
  readonly node: Node;
}

/** Replies that go through a channel: the one that they name, else that of what they reply to. @see AsyncAPI 3.0 (Operation Reply Object) */
function repliesIn(channel: Node, documents: DocumentSet): Reply[] {
  return operationsOf(documents).flatMap((operation) => {
    const node = documents.resolve(childOf(operation, 'reply'));
    if (node.value === undefined) return [];
    const isNamed = childOf(node, 'channel').value !== undefined;
    // Without a channel and without messages it says of no message that it is one.
    if (!isNamed && childOf(node, 'messages').value === undefined) return [];
    if (channelOf(isNamed ? node : operation, documents) !== channel.value) return [];
    return [{ action: actionOf(operation) === 'send' ? 'receive' : 'send', node }];
  });
}

/** Without a list of its own an operation, or a reply, has all messages of its channel. */
function messagesOf(operation: Node, channel: Node, reader: SchemaReader): Node[] {
  const own = childOf(operation, 'messages');
  return own.value === undefined ? allMessages(channel, reader) : itemsOf(own).map((message) => reader.documents.resolve(message));
}

function allMessages(channel: Node, { documents }: SchemaReader): Node[] {
  return entriesOf(childOf(channel, 'messages')).map(([, message]) => documents.resolve(message));
}

/** Nothing to send or to receive: never. */
function typeOfMessages(messages: readonly Node[], reader: SchemaReader): TypeNode {
  return toUnion(messages.map((message) => readPayload(message, reader)));
}

function readPayload(message: Node, reader: SchemaReader): TypeNode {
  const payload = childOf(message, 'payload');
  if (payload.value !== undefined) return reader.read(payload);
  return isText(message, reader.documents) ? STRING : UNKNOWN;
}

function isText(message: Node, documents: DocumentSet): boolean {
  const mediaType = textOf(message.value, 'contentType') ?? textOf(documents.root.value, 'defaultContentType') ?? 'application/json';
  return bodyKind(mediaType) === 'text';
}

/** The channel's own, and what the binding adds to the handshake. */
function readChannelParameters(channel: Node, reader: SchemaReader): ApiParameter[] {
  const own = entriesOf(childOf(channel, 'parameters')).map(([name, node]) => readParameter(name, reader.documents.resolve(node), reader));
  const binding = reader.documents.resolve(childOf(channel, 'bindings', 'ws'));
  return nameInputs([...own, ...readBinding(binding, 'query', reader), ...readBinding(binding, 'header', reader)], []);
}

/** AsyncAPI's parameters are texts; documents of ours say more. */
function readParameter(name: string, node: Node, reader: SchemaReader): Omit<ApiParameter, 'key'> {
  const schema = childOf(node, 'x-schema');
  const values = listOf(node.value, 'enum').filter((value) => typeof value === 'string');
  const type = schema.value === undefined ? toUnion(values.map((value) => ({ kind: 'literal', value }))) : reader.read(schema);
  const comment = commentOfSchema({ ...(schema.value as object | undefined), ...(node.value as object) });
  return { name, place: 'path', property: { name, type: schema.value === undefined && values.length === 0 ? STRING : type, isRequired: true, comment } };
}

function readBinding(binding: Node, place: Place & ('query' | 'header'), reader: SchemaReader): Omit<ApiParameter, 'key'>[] {
  const schema = reader.resolve(childOf(binding, place === 'query' ? 'query' : 'headers'));
  const required = listOf(schema.value, 'required');
  return entriesOf(childOf(schema, 'properties')).map(([name, property]) => ({
    name,
    place,
    property: { name, type: reader.read(property), isRequired: required.includes(name), comment: commentOfSchema(property.value) },
  }));
}

function tagOf(node: Node, { documents }: SchemaReader): string | undefined {
  const [tag] = itemsOf(childOf(node, 'tags'));
  const name = tag === undefined ? undefined : propertyOf(documents.resolve(tag).value, 'name');
  return typeof name === 'string' ? name : undefined;
}
