/** @see AsyncAPI 3.0, Operation Object */
import type { RouteDefinition } from '@typhoon/core';
import type { OperationSecurity } from './security-object.js';
import type { Action } from './written-channel.js';

/** One direction of a channel, as the application sees it. */
export interface ChannelOperationObject extends OperationSecurity {
  readonly action: Action;
  readonly channel: { readonly $ref: string };
  readonly summary: string;
  /** How often the client may send, and what becomes of one more. */
  readonly description?: string;
  readonly messages: readonly { readonly $ref: string }[];
  readonly tags?: readonly { readonly name: string }[];
  readonly 'x-deprecated'?: boolean;
}

const SUMMARIES: Readonly<Record<Action, string>> = { receive: 'What clients send.', send: 'What clients are sent.' };

export function toChannelOperation(route: RouteDefinition, action: Action, messages: readonly string[], security: OperationSecurity): ChannelOperationObject {
  const { documentation, operationId } = route;
  return {
    action,
    channel: { $ref: `#/channels/${operationId}` },
    summary: SUMMARIES[action],
    ...toDescription(route, action),
    messages: messages.map((name) => ({ $ref: `#/channels/${operationId}/messages/${name}` })),
    ...(documentation.tags.length === 0 ? {} : { tags: documentation.tags.map((name) => ({ name })) }),
    ...security,
    ...(documentation.deprecated ? { 'x-deprecated': true } : {}),
  };
}

function toDescription({ channel }: RouteDefinition, action: Action): Pick<ChannelOperationObject, 'description'> {
  const limits = action === 'receive' ? (channel?.limits ?? []).filter(({ counts }) => counts === 'messages') : [];
  return limits.length === 0 ? {} : { description: limits.map(({ description }) => description).join(' ') };
}
