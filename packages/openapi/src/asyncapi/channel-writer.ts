import type { ServerDocumentation } from '@typhoon/core';
import { SAME_ORIGIN } from '../document.js';
import type { DocumentOptions } from '../document.js';
import type { SecuritySchemeObject, SecuritySchemes } from '../security-scheme-object.js';
import { toChannel } from './channel-object.js';
import type { ChannelObject } from './channel-object.js';
import { toChannelOperation } from './channel-operation-object.js';
import type { ChannelOperationObject } from './channel-operation-object.js';
import { Messages } from './message-object.js';
import { toAsyncApiScheme, toOperationSecurity } from './security-object.js';
import { ACTIONS } from './written-channel.js';
import type { WrittenChannel } from './written-channel.js';

/** Gathers the parts of a document, channel by channel. */
export class ChannelWriter {
  readonly channels: Record<string, ChannelObject> = {};
  readonly operations: Record<string, ChannelOperationObject> = {};
  readonly messages = new Messages();
  /** By address. */
  readonly servers = new Map<string, { readonly name: string; readonly server: ServerDocumentation }>();
  readonly #prefix: string;
  readonly #schemes: SecuritySchemes;

  constructor({ prefix = '', servers = [] }: DocumentOptions, schemes: SecuritySchemes) {
    this.#prefix = prefix;
    this.#schemes = schemes;
    for (const server of servers.length === 0 ? SAME_ORIGIN : servers) this.#nameServer(server);
  }

  add(channel: WrittenChannel): void {
    const { route } = channel;
    const { operationId } = route;
    const all: string[] = [];
    const security = toOperationSecurity(route, this.#schemes);
    for (const action of ACTIONS) {
      const own = channel.messages.filter((message) => message.action === action);
      if (own.length === 0) continue;
      const names = own.map((message) => this.messages.add(message, `${operationId}.${action}`));
      all.push(...names);
      this.operations[`${operationId}.${action}`] = toChannelOperation(route, action, names, security);
    }
    const servers = route.documentation.servers.map((server) => this.#nameServer(server));
    this.channels[operationId] = toChannel(channel, { address: `${this.#prefix}${route.path.openapi}`, messages: [...new Set(all)], servers });
  }

  toSecuritySchemes(): Readonly<Record<string, SecuritySchemeObject>> {
    return Object.fromEntries(Object.entries(this.#schemes.toComponents()).map(([name, scheme]) => [name, toAsyncApiScheme(scheme)]));
  }

  #nameServer(server: ServerDocumentation): string {
    const known = this.servers.get(server.url);
    if (known !== undefined) return known.name;
    const name = this.servers.size === 0 ? 'default' : `server${String(this.servers.size + 1)}`;
    this.servers.set(server.url, { name, server });
    return name;
  }
}
