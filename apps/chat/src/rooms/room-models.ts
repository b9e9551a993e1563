import { Model, Type, named } from 'typhoon';
import { PersonName } from '../people/people-models.js';

/** In characters. */
export const MAX_TEXT = 1_000;

const Text = Type.String({ minLength: 1, maxLength: MAX_TEXT, pattern: '\\S', examples: ['Hello!'] });

/** A room as the ticker and the page show it. */
export class Room extends Model({
  name: Type.String({ examples: ['lobby'] }),
  title: Type.String({ examples: ['Lobby'] }),
  people: Type.Integer({ description: 'How many people are in it.', examples: [2] }),
  said: Type.Integer({ description: 'How many messages were sent to it.', examples: [17] }),
}) {}

// What a page says to its socket.

export class Say extends Model({ kind: Type.Literal('say'), text: Text }) {}

/** Once in a while as long as somebody types. */
export class Typing extends Model({ kind: Type.Literal('typing') }) {}

export const ClientMessage = named('ClientMessage', Type.Union([Say.schema, Typing.schema]));
export type ClientMessage = Say | Typing;

// What a page is told.

export class Said extends Model({
  kind: Type.Literal('said'),
  id: Type.String({ format: 'uuid', description: 'The same wherever and whenever the message comes: a page that comes back knows what it has.' }),
  by: PersonName,
  text: Text,
  at: Type.DateTime(),
}) {}

export class Types extends Model({ kind: Type.Literal('types'), by: PersonName }) {}

/** Who is in the room: sent whenever that changes. */
export class Present extends Model({ kind: Type.Literal('present'), people: Type.Array(PersonName) }) {}

/** A message was not taken. */
export class Refused extends Model({ kind: Type.Literal('refused'), reason: Type.String() }) {}

export const ServerMessage = named('ServerMessage', Type.Union([Said.schema, Types.schema, Present.schema, Refused.schema]));
export type ServerMessage = Said | Types | Present | Refused;

// The same by HTTP.

export class NewMessage extends Model({ text: Text }, { additionalProperties: false }) {}

/** What has come, and where to go on. */
export class Messages extends Model({
  messages: Type.Array(Said.schema),
  cursor: Type.Integer({ description: 'For `after` of the next request.' }),
}) {}
