import type { ObservedAttributes } from '@typhoon/core';

/**
 * What a trace says of a job that is sent or done.
 *
 * @see OpenTelemetry, Semantic conventions for messaging spans, Messaging attributes
 */
export function toAttributes({ id, task }: { readonly id: string; readonly task: string }, operation: 'send' | 'process'): ObservedAttributes {
  return {
    'messaging.system': 'typhoon',
    'messaging.operation.name': operation,
    'messaging.operation.type': operation,
    'messaging.destination.name': task,
    'messaging.message.id': id,
  };
}
