/** The key by which our messages are told from others on the channel between primary and worker. */
export const WORKERS_KEY = 'typhoon.workers';

/** What a worker tells the primary. */
export type FromWorker =
  | { readonly [WORKERS_KEY]: 'listening'; readonly address: string }
  /** It could not start; `text` is for people. */
  | { readonly [WORKERS_KEY]: 'failed'; readonly text: string }
  /** It has ended its work, whole or not, and goes. */
  | { readonly [WORKERS_KEY]: 'drained' }
  /** The answer to 'ping': its event loop turns. */
  | { readonly [WORKERS_KEY]: 'pong' };

/** What the primary tells a worker. */
export interface FromPrimary {
  /** `replace`: another one serves in its place already, so that nobody has to look elsewhere. `ping`: asks for a sign of life. */
  readonly [WORKERS_KEY]: 'drain' | 'replace' | 'ping';
}

export function isFromWorker(message: unknown): message is FromWorker {
  return hasKey(message);
}

export function isFromPrimary(message: unknown): message is FromPrimary {
  return hasKey(message);
}

function hasKey(message: unknown): boolean {
  return typeof message === 'object' && message !== null && WORKERS_KEY in message;
}
