/** @see AsyncAPI 3.0, Message Object */
import { isDeepStrictEqual } from 'node:util';
import { toJsonText } from '../components-object.js';
import { ComponentReference } from '../reference.js';
import type { SchemaObject } from '../reference.js';
import { toAsyncApiSchema } from './asyncapi-schema.js';
import type { WrittenMessage } from './written-channel.js';

/** One message that is exchanged. */
export interface MessageObject {
  readonly name: string;
  readonly contentType: string;
  readonly payload: SchemaObject;
}

/** The messages of a document by name: those of a model are called as its component is. */
export class Messages {
  readonly #messages = new Map<string, MessageObject>();

  /**
   * Adds a message and returns its name; the same message of two channels is one.
   *
   * @param otherwise What it is called where its payload has no name, or another message has it: `chat.talk.receive`.
   */
  add({ payload, contentType }: WrittenMessage, otherwise: string): string {
    const written = { contentType, payload: toAsyncApiSchema(payload) };
    const own = nameOf(payload);
    if (own !== undefined && this.#take({ name: own, ...written })) return own;
    for (let count = 1; ; count++) {
      const name = count === 1 ? otherwise : `${otherwise}.${String(count)}`;
      if (this.#take({ name, ...written })) return name;
    }
  }

  /** False where another message has the name. */
  #take(message: MessageObject): boolean {
    const known = this.#messages.get(message.name);
    if (known !== undefined) return areSame(known, message);
    this.#messages.set(message.name, message);
    return true;
  }

  toComponents(): Readonly<Record<string, MessageObject>> {
    return Object.fromEntries([...this.#messages].sort(([left], [right]) => (left < right ? -1 : 1)));
  }
}

/** Names are final: what is sent and what is received of one model have two names where they differ. */
function nameOf({ $ref, ...others }: SchemaObject): string | undefined {
  return $ref instanceof ComponentReference && Object.keys(others).length === 0 ? $ref.entry.names[$ref.form] : undefined;
}

function areSame(left: MessageObject, right: MessageObject): boolean {
  return isDeepStrictEqual(JSON.parse(toJsonText(left)), JSON.parse(toJsonText(right)));
}
