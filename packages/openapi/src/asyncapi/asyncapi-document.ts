/** @see AsyncAPI 3.0, https://www.asyncapi.com/docs/reference/specification/v3.0.0 */
import type { RouteDefinition } from '@typhoon/core';
import { ProblemList } from '@typhoon/core/internal';
import { toJsonText } from '../components-object.js';
import { createDocumentContext } from '../document-context.js';
import { writeParts } from '../document-parts.js';
import { toTags, withoutEmpty } from '../document.js';
import type { DocumentOptions, InfoObject } from '../document.js';
import type { SchemaObject } from '../reference.js';
import { SecuritySchemes } from '../security-scheme-object.js';
import type { SecuritySchemeObject } from '../security-scheme-object.js';
import { selectRoutes } from '../tag-filter.js';
import { withAbsoluteUrls } from './absolute-urls.js';
import { toAsyncApiSchema } from './asyncapi-schema.js';
import type { ChannelObject } from './channel-object.js';
import type { ChannelOperationObject } from './channel-operation-object.js';
import { ChannelWriter } from './channel-writer.js';
import type { MessageObject } from './message-object.js';
import { toServer } from './server-object.js';
import type { ServerObject } from './server-object.js';

/** An AsyncAPI document as plain JSON data. */
export interface AsyncApiDocument {
  readonly asyncapi: string;
  readonly info: Readonly<Record<string, unknown>>;
  readonly servers: Readonly<Record<string, ServerObject>>;
  readonly defaultContentType: string;
  /** By operation id: `chat.join`. */
  readonly channels: Readonly<Record<string, ChannelObject>>;
  /** By operation id and direction: `chat.join.receive`, `chat.join.send`. */
  readonly operations: Readonly<Record<string, ChannelOperationObject>>;
  readonly components?: {
    readonly schemas?: Readonly<Record<string, SchemaObject>>;
    readonly messages?: Readonly<Record<string, MessageObject>>;
    readonly securitySchemes?: Readonly<Record<string, SecuritySchemeObject>>;
  };
  readonly [extension: `x-${string}`]: unknown;
}

/** What an AsyncAPI document says beside its channels: what the OpenAPI document says of the same routes. */
export interface AsyncApiOptions extends DocumentOptions {
  /** Where the application is reached, for servers and addresses that are relative. Default: 'http://localhost'. */
  readonly base?: string;
}

/**
 * Writes the AsyncAPI 3.0 document of an application's channels. Schemas have the names that `toDocument` gives them.
 *
 * @throws BootError with every mistake, as `toDocument` does.
 * @example const { channels } = toAsyncApi(app.routes, { info: { title: 'Chat', version: '1.0.0' } });
 */
export function toAsyncApi(routes: readonly RouteDefinition[], options: AsyncApiOptions): AsyncApiDocument {
  return describeAsyncApi(routes, options)(options.base ?? 'http://localhost');
}

/** All that does not depend on where the application is reached; the rest is little work for each such place. */
export function describeAsyncApi(routes: readonly RouteDefinition[], options: DocumentOptions): (base: string) => AsyncApiDocument {
  const problems = new ProblemList();
  const context = createDocumentContext(options, problems);
  const shown = selectRoutes(routes, options);
  const { channels, ...beside } = writeParts(shown, options, context);
  const schemas = context.schemas.toComponents(channels, beside);
  const written = new ChannelWriter(options, new SecuritySchemes(problems));
  for (const channel of channels) written.add(channel);
  problems.assertNone();
  const servers = [...written.servers.values()];
  const document = {
    asyncapi: '3.0.0',
    info: toInfo(options, shown),
    servers: {},
    defaultContentType: 'application/json',
    channels: written.channels,
    operations: written.operations,
    components: withoutEmpty({
      schemas: Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, toAsyncApiSchema(schema)])),
      messages: written.messages.toComponents(),
      securitySchemes: written.toSecuritySchemes(),
    }),
    ...options.extensions,
  };
  // Through text: references become strings, symbols and undefined members go, nothing of the routes is shared.
  const plain = JSON.parse(toJsonText(document)) as AsyncApiDocument;
  return (base) => ({ ...toPlaced(plain, base), servers: Object.fromEntries(servers.map(({ name, server }) => [name, toServer(server, base)])) });
}

/** Addresses stand outside of schemas alone. */
function toPlaced({ info, channels, operations, components = {}, ...document }: AsyncApiDocument, base: string): AsyncApiDocument {
  const { securitySchemes } = components;
  return {
    ...document,
    info: withAbsoluteUrls(info, base),
    channels: Object.fromEntries(
      Object.entries(channels).map(([id, channel]) => [
        id,
        channel.externalDocs === undefined ? channel : { ...channel, externalDocs: withAbsoluteUrls(channel.externalDocs, base) },
      ]),
    ),
    operations: withAbsoluteUrls(operations, base),
    components: { ...components, ...(securitySchemes === undefined ? {} : { securitySchemes: withAbsoluteUrls(securitySchemes, base) }) },
  };
}

/** AsyncAPI has no summary of the whole and no SPDX names, and its tags stand here. */
function toInfo(options: DocumentOptions, shown: readonly RouteDefinition[]): Readonly<Record<string, unknown>> {
  const { summary, description, license, ...info } = options.info;
  const words = [summary, description].filter((text) => text !== undefined).join('\n\n');
  const tags = toTags(shown, options);
  return {
    ...info,
    ...(words === '' ? {} : { description: words }),
    ...(license === undefined ? {} : { license: toLicense(license) }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(options.externalDocs === undefined ? {} : { externalDocs: options.externalDocs }),
  };
}

function toLicense({ identifier: _unknown, ...license }: NonNullable<InfoObject['license']>): object {
  return license;
}
