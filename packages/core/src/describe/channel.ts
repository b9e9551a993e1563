import type { ChannelDefinition, MessageDefinition, RouteDefinition } from './route-definition.js';

/** The messages of a route by direction; none where it has no channel. */
export function messagesOf({ channel }: RouteDefinition): readonly (MessageDefinition & { readonly direction: Direction })[] {
  if (channel === undefined) return [];
  return DIRECTIONS.flatMap((direction) => {
    const message = channel[direction];
    return message === undefined ? [] : [{ ...message, direction }];
  });
}

type Direction = Exclude<keyof ChannelDefinition, 'subprotocols' | 'limits'>;

const DIRECTIONS: readonly Direction[] = ['receive', 'send'];
