import { Model, Type } from 'typhoon';

/** What a client may send. */
export const ClientMessage = Type.Union([
  Type.Object({ kind: Type.Literal('say'), text: Type.String({ minLength: 1, maxLength: 500 }) }),
  Type.Object({ kind: Type.Literal('typing') }),
]);
export type ClientMessage = { kind: 'say'; text: string } | { kind: 'typing' };

/** What a client is sent. */
export class ServerMessage extends Model({
  kind: Type.Union([Type.Literal('said'), Type.Literal('typing'), Type.Literal('joined')]),
  by: Type.String(),
  text: Type.Optional(Type.String()),
}) {}
