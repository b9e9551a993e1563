import { Header } from '../decorators/parameter.js';
import { TypeBoxType } from '../schema/typebox.js';
import { dependency } from './dependency.js';
import type { Dependency } from './dependency.js';

/**
 * The `id` of the last event that the client saw before its connection broke; undefined for one that is new. Stands in the documents
 * as the header `Last-Event-ID`. Where ids are numbers, read them as such: `@Header('last-event-id', Type.Optional(Type.Integer()))`.
 *
 * @example @Get('/ticks', { response: EventStream(Tick) }) async *ticks(@Depends(lastEventId) last: string | undefined) { yield* this.after(last); }
 */
export const lastEventId: Dependency<string | undefined> = dependency(
  {
    id: Header('last-event-id', TypeBoxType.Optional(TypeBoxType.String()), {
      description: 'The `id` of the last event that was received: browsers send it when they come back.',
    }),
  },
  ({ id }) => (id === undefined ? undefined : decodeUtf8(id)),
  { name: 'lastEventId' },
);

/** Browsers send UTF-8; Node reads every header as Latin-1. */
function decodeUtf8(text: string): string {
  return Buffer.from(text, 'latin1').toString('utf8');
}
