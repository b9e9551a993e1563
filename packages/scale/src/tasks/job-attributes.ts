import type { ObservedAttributes } from '@typhoon/core';

/**
 * What a trace says of a job that is sent or done.
 *
 * @see OpenTelemetry, Semantic conventions for messaging spans, Messaging attributes
 */
export function toAttributes(task: string, operation: 'send' | 'process'): ObservedAttributes {
  return {
    'messaging.system': 'typhoon',
    'messaging.operation.name': operation,
    'messaging.operation.type': operation,
    'messaging.destination.name': task,
  };
}

/** What it says beside, from when the job has an id. */
export function toIdAttribute(id: string): ObservedAttributes {
  return { 'messaging.message.id': id };
}
