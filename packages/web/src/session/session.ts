import { randomBytes } from 'node:crypto';
import { csrfTokenOf, isCsrfToken } from './csrf-token.js';
import type { FoundSession, KeptSession, SessionKeeper } from './session-keeper.js';
import type { Flash, SessionContent } from './session-content.js';

/** How the data of a session is read and written: by its model. */
export interface SessionCodec<TData> {
  /** Undefined for what does not fit. */
  readonly read: (data: unknown) => TData | undefined;
  readonly write: (data: TData) => Readonly<Record<string, unknown>>;
  readonly empty: () => TData;
}

/** What a session does beside holding its data. */
export interface SessionSurroundings<TData> {
  readonly codec: SessionCodec<TData>;
  readonly keeper: SessionKeeper;
  readonly isRolling: boolean;
  readonly ttl: number;
  /** Who the caller is by that data, as a text: where it becomes another one, the session gets another id. */
  readonly identify: (data: TData) => string;
  /** False once the answer has begun: no other id can be told any more. */
  readonly canSend: () => boolean;
  /** Sends the cookie: undefined takes it away. */
  readonly send: (value: string | typeof SAME | undefined) => void;
}

/**
 * What is remembered of one browser between its requests: `session.data`, by the model. Change it, or assign it; it is saved
 * before the answer leaves, when it has changed and the request has not failed.
 */
export class Session<TData> {
  /** By the model. A session that is new holds what the model says by itself. */
  data: TData;
  readonly #surroundings: SessionSurroundings<TData>;
  #written: string;
  #caller: string;
  #found: FoundSession | undefined;
  #flashes: readonly Flash[];
  #csrf: string;
  #isCsrfUsed = false;
  #fate: 'kept' | 'regenerated' | 'destroyed' = 'kept';

  constructor(surroundings: SessionSurroundings<TData>, found: FoundSession | undefined) {
    const { codec } = surroundings;
    const data = found === undefined ? undefined : codec.read(found.content.data);
    this.#surroundings = surroundings;
    this.#found = data === undefined ? undefined : found;
    this.data = data ?? codec.empty();
    this.#flashes = this.#found?.content.flashes ?? [];
    this.#csrf = this.#found?.content.csrf ?? newSecret();
    this.#written = this.#write();
    this.#caller = surroundings.identify(this.data);
  }

  /** True where the request has brought none that is known. */
  get isNew(): boolean {
    return this.#found === undefined;
  }

  /**
   * Gives it another id, and ends the old one, so that nobody who had planted the old id is signed in, too. The data stays.
   * It happens by itself where something changes that `require` of these sessions asks for; call it where somebody gets more
   * rights in another way.
   */
  regenerate(): void {
    if (this.#fate === 'kept') this.#fate = 'regenerated';
    this.#csrf = newSecret();
  }

  /** Ends it, and takes the cookie away: signing out. What is set afterwards begins another one. */
  destroy(): void {
    this.#fate = 'destroyed';
    this.data = this.#surroundings.codec.empty();
    this.#flashes = [];
    this.#csrf = newSecret();
    this.#isCsrfUsed = false;
    this.#written = this.#write();
    this.#caller = this.#surroundings.identify(this.data);
  }

  /** Leaves a text for the next page that asks: `session.flash('notice', 'Saved.')`. */
  flash(kind: string, text: string): void {
    this.#flashes = [...this.#flashes, { kind, text }];
  }

  /** The texts that were left, each once; all kinds where none is named. */
  takeFlashes(kind?: string): readonly Flash[] {
    const taken = this.#flashes.filter((flash) => kind === undefined || flash.kind === kind);
    this.#flashes = this.#flashes.filter((flash) => !taken.includes(flash));
    return taken;
  }

  /** A token for a form or the header `x-csrf-token`: another text each time, for the same session. */
  csrfToken(): string {
    this.#noteCaller();
    this.#isCsrfUsed = true;
    return csrfTokenOf(this.#csrf);
  }

  /** True for a token of this session. */
  isCsrfToken(token: string): boolean {
    return this.#found !== undefined && isCsrfToken(this.#csrf, token);
  }

  /**
   * Saves it now. It is done before the answer leaves anyway; a stream calls it before its first item.
   *
   * @throws HttpError 409 `session_conflict` where another request has changed the same of this session, or has ended it.
   */
  async save(): Promise<void> {
    this.#noteCaller();
    const { keeper } = this.#surroundings;
    const fate = this.#fate;
    this.#fate = 'kept';
    if (fate === 'destroyed') await this.#end();
    const found = this.#found;
    if (found === undefined) {
      if (this.isChanged || this.#isCsrfUsed) this.#note(await keeper.create(this.#toContent()));
      return;
    }
    if (fate === 'regenerated') this.#note(await keeper.replace(found, this.#toContent()));
    else await this.#saveFound(found);
  }

  /** True where something of it would be saved. */
  get isChanged(): boolean {
    return this.#fate !== 'kept' || this.#write() !== this.#written;
  }

  async #end(): Promise<void> {
    const found = this.#found;
    if (found === undefined) return;
    this.#found = undefined;
    await this.#surroundings.keeper.destroy(found);
    this.#surroundings.send(undefined);
  }

  /** Whoever had planted the id must not be the one that has just signed in. */
  #noteCaller(): void {
    const { identify, canSend } = this.#surroundings;
    const caller = identify(this.data);
    if (caller === this.#caller) return;
    this.#caller = caller;
    if (this.#found !== undefined && this.#fate === 'kept' && canSend()) this.regenerate();
  }

  async #saveFound(found: FoundSession): Promise<void> {
    const { keeper, isRolling, ttl } = this.#surroundings;
    const content = this.#toContent();
    if (JSON.stringify(content) !== JSON.stringify(found.content)) this.#note(await keeper.update(found, content));
    // Once half of its life is over: not each request needs a write.
    else if ((isRolling && found.ends - Date.now() < ttl / 2) || found.isOld) this.#note(await keeper.renew(found));
  }

  /** What others have written meanwhile belongs to it now. */
  #note({ found, cookie }: KeptSession): void {
    const { codec, send } = this.#surroundings;
    if (found.content !== this.#found?.content) {
      this.data = codec.read(found.content.data) ?? this.data;
      this.#flashes = found.content.flashes;
    }
    this.#found = found;
    this.#written = this.#write();
    this.#caller = this.#surroundings.identify(this.data);
    send(cookie ?? SAME);
  }

  #toContent(): SessionContent {
    return { data: this.#surroundings.codec.write(this.data), flashes: this.#flashes, csrf: this.#csrf };
  }

  #write(): string {
    return JSON.stringify([this.#surroundings.codec.write(this.data), this.#flashes]);
  }
}

function newSecret(): string {
  return randomBytes(24).toString('base64url');
}

/** The cookie that the browser has, for its time anew. */
export const SAME: unique symbol = Symbol('typhoon.same-cookie');
