import { createHash, randomBytes } from 'node:crypto';
import { HttpError } from '@typhoon/core';
import { RETRY_AFTER } from '@typhoon/core/internal';
import type { CookieKeys } from '../cookies/cookie-keys.js';
import { changesOf, mergeContents, readContent } from './session-content.js';
import type { SessionContent } from './session-content.js';
import type { SessionStore } from './session-store.js';

/** A session that a request has brought. */
export interface FoundSession {
  readonly content: SessionContent;
  /** When it ends, in milliseconds since 1970. */
  readonly ends: number;
  /** True where its cookie was written with an old key. */
  readonly isOld: boolean;
  readonly key: string;
  readonly version: string;
}

/** How long sessions live. */
export interface SessionLife {
  /** Milliseconds. */
  readonly ttl: number;
  /** False where it ends that long after it began, or got another id, whatever is changed meanwhile. */
  readonly isRolling: boolean;
}

/** What was written, and what the cookie is to say now: undefined where it says that already. */
export interface KeptSession {
  readonly found: FoundSession;
  readonly cookie: string | undefined;
}

/** How sessions are kept: on the server, or in the cookie itself. */
export interface SessionKeeper {
  readonly find: (cookie: string) => Promise<FoundSession | undefined>;
  readonly create: (content: SessionContent) => Promise<KeptSession>;
  /** @throws HttpError 409 `session_conflict`. */
  readonly update: (found: FoundSession, content: SessionContent) => Promise<KeptSession>;
  /**
   * Goes on under another id, and ends the old one: what others have changed meanwhile comes along, and of a session that
   * has been ended meanwhile only what this request has set itself.
   *
   * @throws HttpError 409 `session_conflict`.
   */
  readonly replace: (found: FoundSession, content: SessionContent) => Promise<KeptSession>;
  /** Lets it live on, unchanged. */
  readonly renew: (found: FoundSession) => Promise<KeptSession>;
  readonly destroy: (found: FoundSession) => Promise<void>;
}

/** Two requests have changed the same of one session, or one has ended it: nobody's change is lost without a word. */
export const SessionConflict = HttpError.define({
  status: 409,
  code: 'session_conflict',
  title: 'Session changed meanwhile',
  description: 'Another request of the same session has changed the same, or ended it. Load the page again.',
});

/** Nobody is taken for a stranger, and nothing for saved, while nobody can know. */
export const SessionUnavailable = HttpError.define({
  status: 503,
  code: 'session_unavailable',
  title: 'Sessions cannot be reached',
  description: 'What keeps the sessions does not answer. Try again.',
  headers: RETRY_AFTER,
});

/** Bytes of an id: 256 bits. */
const ID_LENGTH = 32;

/** How often a write is tried again, where others write to the same session. */
const MAX_TRIES = 10;

/** Characters of one session: whoever fills one without end would end those of all others, or fill Redis. */
const MAX_SIZE = 1_048_576;

/** What stands for a moment where a session was that goes on under another id: no session. */
const MOVED = { value: '{}', ttl: 10_000 };

/**
 * Sessions in a store; the cookie holds a random id, and the store only its digest, together with the cookie's name: the
 * id of one kind of session is worth nothing in the cookie of another.
 */
export function keepInStore(store: SessionStore, name: string, life: SessionLife): SessionKeeper {
  const toKey = (id: string): string => createHash('sha256').update(`${name}\0${id}`).digest('base64url');
  const find = async (key: string): Promise<FoundSession | undefined> => {
    const stored = await reach(store.read(key));
    const content = stored === undefined ? undefined : readContent(stored.value);
    if (stored === undefined || content === undefined) return undefined;
    return { content, key, version: stored.version, ends: Date.now() + stored.remaining, isOld: false };
  };
  const write = async (key: string, content: SessionContent, last: FoundSession | undefined): Promise<FoundSession | undefined> => {
    const text = JSON.stringify(content);
    if (text.length > MAX_SIZE)
      throw new RangeError(
        `The session '${name}' would take ${text.length} characters, and ${MAX_SIZE} are kept. Keep less in it: ids instead of what they stand for, and lists with maxItems.`,
      );
    const ends = endOf(life, last);
    const version = await reach(store.write(key, text, Math.max(1, ends - Date.now()), last?.version));
    return version === undefined ? undefined : { content, key, version, ends, isOld: false };
  };
  const create = async (content: SessionContent): Promise<KeptSession> => {
    const id = randomBytes(ID_LENGTH).toString('base64url');
    const found = await write(toKey(id), content, undefined);
    if (found === undefined) throw new SessionConflict();
    return { found, cookie: id };
  };
  return {
    find: async (id) => find(toKey(id)),
    create,
    replace: async (found, content) => {
      let latest: FoundSession | undefined = found;
      for (let tries = 0; tries < MAX_TRIES; tries++) {
        if (latest === undefined) return create(changesOf(found.content, content));
        const merged = mergeContents(found.content, content, latest.content);
        if (merged === undefined) break;
        const kept = await create({ ...merged, csrf: content.csrf });
        // Only of a session that still is as it was read: else a change would be lost that somebody else was told of.
        if ((await reach(store.write(found.key, MOVED.value, MOVED.ttl, latest.version))) !== undefined) {
          await reach(store.destroy(found.key));
          return kept;
        }
        await reach(store.destroy(kept.found.key));
        latest = await find(found.key);
      }
      throw new SessionConflict();
    },
    update: async (found, content) => {
      let [last, merged] = [found, content];
      for (let tries = 0; tries < MAX_TRIES; tries++) {
        const written = await write(found.key, merged, last);
        if (written !== undefined) return { found: written, cookie: undefined };
        const latest = await find(found.key);
        const next = latest === undefined ? undefined : mergeContents(found.content, content, latest.content);
        if (latest === undefined || next === undefined) break;
        [last, merged] = [latest, next];
      }
      throw new SessionConflict();
    },
    renew: async (found) => {
      const ends = endOf(life, found);
      await reach(store.touch(found.key, Math.max(1, ends - Date.now())));
      return { found: { ...found, ends }, cookie: undefined };
    },
    destroy: async ({ key }) => reach(store.destroy(key)),
  };
}

/** Sessions in the cookie, encrypted. The server knows nothing of them: of two that are sent at once, the browser keeps the later. */
export function keepInCookie(keys: CookieKeys, name: string, life: SessionLife): SessionKeeper {
  const write = async (content: SessionContent, last?: FoundSession): Promise<KeptSession> => {
    const ends = endOf(life, last);
    const cookie = keys.encrypt(name, JSON.stringify(content), ends);
    return Promise.resolve({ found: { content, ends, isOld: false, key: '', version: '' }, cookie });
  };
  return {
    find: async (cookie) => {
      const opened = keys.decrypt(name, cookie);
      const content = opened === undefined ? undefined : readContent(opened.text);
      const isFound = opened !== undefined && content !== undefined;
      return Promise.resolve(isFound ? { content, ends: opened.expires, isOld: opened.isOld, key: '', version: '' } : undefined);
    },
    create: async (content) => write(content),
    replace: async (_found, content) => write(content),
    update: async (found, content) => write(content, found),
    renew: async (found) => write(found.content, found),
    destroy: async () => Promise.resolve(),
  };
}

/** When one ends that is written now. */
function endOf({ ttl, isRolling }: SessionLife, last: FoundSession | undefined): number {
  return last === undefined || isRolling ? Date.now() + ttl : last.ends;
}

async function reach<TValue>(asked: Promise<TValue>): Promise<TValue> {
  try {
    return await asked;
  } catch (cause) {
    throw new SessionUnavailable({ cause, headers: { 'retry-after': '1' } });
  }
}
