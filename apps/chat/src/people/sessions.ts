import { randomBytes } from 'node:crypto';

/** In seconds. */
export const SESSION_LIFETIME = 86_400;

const MAX_SESSIONS = 1_000;

/** Somebody who is signed in. */
export interface Session {
  readonly token: string;
  readonly name: string;
  /** Aborts when the person signs out, or the day is over: what the session has opened is closed then. */
  readonly ended: AbortSignal;
}

interface OpenSession extends Session {
  readonly controller: AbortController;
  /** Milliseconds since 1970. */
  readonly endsAt: number;
}

/** Who is signed in, in memory: a restart signs everybody out. */
export class Sessions {
  /** By token, the oldest first. */
  readonly #sessions = new Map<string, OpenSession>();

  get isFull(): boolean {
    return this.#sessions.size >= MAX_SESSIONS;
  }

  /** A new session; undefined where somebody else goes by the name, whatever its case. */
  open(name: string, now = Date.now()): Session | undefined {
    this.#endOld(now);
    const known = toKey(name);
    if ([...this.#sessions.values()].some((session) => toKey(session.name) === known)) return undefined;
    const controller = new AbortController();
    const session = {
      token: randomBytes(32).toString('base64url'),
      name: name.trim(),
      controller,
      ended: controller.signal,
      endsAt: now + SESSION_LIFETIME * 1_000,
    };
    this.#sessions.set(session.token, session);
    return session;
  }

  find(token: string, now = Date.now()): Session | undefined {
    this.#endOld(now);
    return this.#sessions.get(token);
  }

  end(token: string): void {
    const session = this.#sessions.get(token);
    this.#sessions.delete(token);
    session?.controller.abort();
  }

  /** All sessions last equally long: behind the first that goes on, all do. */
  #endOld(now: number): void {
    for (const { token, endsAt } of this.#sessions.values()) {
      if (endsAt > now) return;
      this.end(token);
    }
  }
}

function toKey(name: string): string {
  return name.trim().normalize('NFKC').toLowerCase();
}
