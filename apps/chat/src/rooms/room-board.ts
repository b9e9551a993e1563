import { EventEmitter, once } from 'node:events';
import type { Room } from './room-models.js';

/** Rooms are given: names from outside would fill the memory. */
const ROOMS = { lobby: 'Lobby', kitchen: 'Kitchen', garden: 'Garden', library: 'Library' };

interface RoomState {
  readonly name: string;
  readonly title: string;
  said: number;
  /** Those in the room, and with how many pages. */
  readonly people: Map<string, number>;
  /** Counts the changes of all rooms: at which of them this one changed last. */
  changedAt: number;
}

/** What goes on in each room, in memory. */
export class RoomBoard {
  readonly #rooms = new Map<string, RoomState>(
    Object.entries(ROOMS).map(([name, title]) => [name, { name, title, said: 0, people: new Map<string, number>(), changedAt: 1 }]),
  );
  readonly #changes = new EventEmitter().setMaxListeners(0);
  #changed = 1;

  has(name: string): boolean {
    return this.#rooms.has(name);
  }

  list(): Room[] {
    return [...this.#rooms.values()].map(toRoom);
  }

  /** By the alphabet. */
  peopleIn(name: string): string[] {
    return [...this.#state(name).people.keys()].sort((left, right) => left.localeCompare(right));
  }

  /** One more page of somebody. True where it is the first. */
  enter(name: string, person: string): boolean {
    const { people } = this.#state(name);
    const pages = people.get(person) ?? 0;
    people.set(person, pages + 1);
    if (pages === 0) this.#change(name);
    return pages === 0;
  }

  /** One page less. True where it was the last. */
  leave(name: string, person: string): boolean {
    const { people } = this.#state(name);
    const pages = people.get(person) ?? 0;
    if (pages > 1) {
      people.set(person, pages - 1);
      return false;
    }
    if (people.delete(person)) this.#change(name);
    return pages === 1;
  }

  countSaid(name: string): void {
    this.#state(name).said++;
    this.#change(name);
  }

  /** Each room as it is, then again whenever it has changed, until the signal aborts. A slow reader gets the last state of a room, not every one. */
  async *watch(leaving: AbortSignal): AsyncGenerator<Room> {
    let seen = 0;
    for (;;) {
      const news = [...this.#rooms.values()].filter(({ changedAt }) => changedAt > seen);
      seen = this.#changed;
      yield* news.map(toRoom);
      if (seen === this.#changed) await once(this.#changes, 'change', { signal: leaving });
    }
  }

  #change(name: string): void {
    this.#state(name).changedAt = ++this.#changed;
    this.#changes.emit('change');
  }

  #state(name: string): RoomState {
    const state = this.#rooms.get(name);
    if (state === undefined) throw new RangeError(`There is no room '${name}'.`);
    return state;
  }
}

function toRoom({ name, title, said, people }: RoomState): Room {
  return { name, title, said, people: people.size };
}
