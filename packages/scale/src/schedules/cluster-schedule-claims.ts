import cluster from 'node:cluster';
import type { Worker } from 'node:cluster';
import type { ScheduleClaim, ScheduleClaims, ScheduleTick } from './schedule-claims.js';
import { memoryScheduleClaims } from './memory-schedule-claims.js';

/** The variable by which a worker knows that its primary decides. */
const SERVED = 'TYPHOON_SCHEDULE_CLAIMS';

/** The key by which our messages are told from others on the same channel. */
const WIRE_KEY = 'typhoon.schedules';

type FromWorker = { readonly id: number } & (({ readonly [WIRE_KEY]: 'claim' } & ScheduleTick) | { readonly [WIRE_KEY]: 'release' });
interface FromPrimary {
  readonly [WIRE_KEY]: 'answer';
  readonly id: number;
  readonly isMine: boolean;
}

let isServing = false;

/**
 * Makes the primary of a cluster decide which worker runs a schedule. Call it before workers are forked; `startWorkers` does.
 * A worker that dies gives back what it was running.
 */
export function serveScheduleClaims(): void {
  if (isServing) return;
  isServing = true;
  // Workers inherit it.
  process.env[SERVED] = '1';
  const claims = memoryScheduleClaims();
  const held = new Map<number, Map<number, ScheduleClaim>>();
  cluster.on('message', (worker: Worker, message: unknown) => {
    if (!isOurs(message)) return;
    const mine = held.get(worker.id) ?? new Map<number, ScheduleClaim>();
    held.set(worker.id, mine);
    void decide(message as FromWorker, worker, mine, claims);
  });
  cluster.on('exit', (worker: Worker) => {
    for (const claim of held.get(worker.id)?.values() ?? []) void claim.release();
    held.delete(worker.id);
  });
}

/** True in a worker whose primary decides. */
export function isServedByPrimary(): boolean {
  return cluster.isWorker && process.env[SERVED] === '1';
}

async function decide(message: FromWorker, worker: Worker, mine: Map<number, ScheduleClaim>, claims: ScheduleClaims): Promise<void> {
  if (message[WIRE_KEY] === 'release') {
    await mine.get(message.id)?.release();
    mine.delete(message.id);
    return;
  }
  const claim = await claims.claim(message);
  if (claim !== undefined && worker.isDead()) await claim.release();
  else if (claim !== undefined) mine.set(message.id, claim);
  const answer: FromPrimary = { [WIRE_KEY]: 'answer', id: message.id, isMine: claim !== undefined };
  // A worker that is about to go does not listen any more; its failure to is no news.
  if (worker.isConnected()) worker.send(answer, () => undefined);
}

function isOurs(message: unknown): message is object {
  return typeof message === 'object' && message !== null && WIRE_KEY in message;
}

/** Claims among the workers of one machine: the primary decides, over the channel of `node:cluster`. */
export function clusterScheduleClaims(): ScheduleClaims {
  const waiting = new Map<number, { readonly resolve: (isMine: boolean) => void; readonly reject: (error: Error) => void }>();
  let count = 0;
  const receive = (message: unknown): void => {
    if (!isOurs(message)) return;
    const { id, isMine } = message as FromPrimary;
    waiting.get(id)?.resolve(isMine);
    waiting.delete(id);
  };
  const fail = (): void => {
    for (const { reject } of waiting.values()) reject(new Error('The primary of the cluster is gone.'));
    waiting.clear();
  };
  process.on('message', receive);
  process.once('disconnect', fail);
  const tell = (message: FromWorker): void => {
    if (process.connected) process.send?.(message);
  };
  return {
    claim: async (tick) => {
      if (!process.connected) throw new Error('The primary of the cluster is gone.');
      const id = ++count;
      const isMine = await new Promise<boolean>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        tell({ [WIRE_KEY]: 'claim', id, ...tick });
      });
      if (!isMine) return undefined;
      return {
        release: async () => {
          tell({ [WIRE_KEY]: 'release', id });
          await Promise.resolve();
        },
      };
    },
    close: async () => {
      process.removeListener('message', receive);
      process.removeListener('disconnect', fail);
      fail();
      await Promise.resolve();
    },
  };
}
