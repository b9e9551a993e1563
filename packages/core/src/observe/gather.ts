import cluster from 'node:cluster';
import type { Worker } from 'node:cluster';
import { setTimeout as wait } from 'node:timers/promises';
import { joinPastCounts } from './past-counts.js';
import type { CountRecord } from './past-counts.js';

/** What is known of one process, or of several that are gone. */
type Counts = readonly CountRecord[];

/** The key by which our messages are told from others on the channel between primary and worker. */
const KEY = 'typhoon.gather';
/** The variable by which a worker knows that its primary asks the others. */
const SERVED = 'TYPHOON_GATHER';
/** Milliseconds that a worker gets to answer in. */
const PATIENCE = 2_000;

type Message =
  | { readonly [KEY]: 'here'; readonly topic: string }
  | { readonly [KEY]: 'gone'; readonly topic: string; readonly value: Counts | null }
  | { readonly [KEY]: 'gather'; readonly topic: string; readonly id: number }
  | { readonly [KEY]: 'ask'; readonly topic: string; readonly id: number }
  | { readonly [KEY]: 'answer'; readonly id: number; readonly value: Counts | null }
  | { readonly [KEY]: 'gathered'; readonly topic: string; readonly id: number; readonly values: readonly Counts[]; readonly past: Counts };

function isMessage(message: unknown): message is Message {
  return typeof message === 'object' && message !== null && KEY in message;
}

let isServing = false;

/**
 * Makes the primary of a cluster ask all of its workers where one of them wants to know what all have counted. Call it before
 * they are forked; calling it again changes nothing. `startWorkers` does.
 *
 * It keeps what each has told last: of one that does not answer in time, and, added up, of those that are gone. Otherwise a
 * worker that is killed, or held up for a moment, would take back what it had counted; Prometheus takes that for a restart of all,
 * and counts everything that the others tell once more.
 */
export function serveGather(): void {
  if (isServing) return;
  isServing = true;
  process.env[SERVED] = '1';
  /** Of each worker and topic, what it has told last: undefined where nothing yet. */
  const known = new Map<number, Map<string, Counts | undefined>>();
  const past = new Map<string, Counts>();
  const waiting = new Map<number, (value: Counts | null) => void>();
  let last = 0;

  const ask = async (worker: Worker, topic: string): Promise<void> =>
    new Promise((resolve) => {
      const id = ++last;
      const end = (value: Counts | null): void => {
        clearTimeout(timer);
        waiting.delete(id);
        worker.off('exit', leave);
        const told = known.get(worker.id);
        if (value !== null && told?.has(topic) === true) told.set(topic, value);
        resolve();
      };
      const leave = (): void => end(null);
      const timer = setTimeout(leave, PATIENCE);
      worker.once('exit', leave);
      waiting.set(id, end);
      post(worker, { [KEY]: 'ask', topic, id });
    });

  const gather = async (asker: Worker, topic: string, id: number): Promise<void> => {
    const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined && known.get(worker.id)?.has(topic) === true);
    await Promise.all(workers.map(async (worker) => ask(worker as Worker, topic)));
    // In one turn: a worker that has gone meanwhile stands among the past, and nowhere else.
    const values = [...known.values()].map((told) => told.get(topic)).filter((value) => value !== undefined);
    post(asker, { [KEY]: 'gathered', topic, id, values, past: past.get(topic) ?? [] });
  };

  const retire = (worker: Worker, topic: string, final: Counts | null): void => {
    const told = final ?? known.get(worker.id)?.get(topic);
    known.get(worker.id)?.delete(topic);
    if (told !== undefined) past.set(topic, joinPastCounts(past.get(topic) ?? [], told));
  };

  cluster.on('exit', (worker: Worker) => {
    for (const topic of [...(known.get(worker.id)?.keys() ?? [])]) retire(worker, topic, null);
    known.delete(worker.id);
  });
  cluster.on('message', (worker: Worker, message: unknown) => {
    if (!isMessage(message)) return;
    const mine = known.get(worker.id) ?? new Map<string, Counts | undefined>();
    known.set(worker.id, mine);
    if (message[KEY] === 'here') mine.set(message.topic, undefined);
    else if (message[KEY] === 'gone') retire(worker, message.topic, message.value);
    else if (message[KEY] === 'gather') void gather(worker, message.topic, message.id);
    else if (message[KEY] === 'answer') waiting.get(message.id)?.(message.value);
  });
}

function post(worker: Worker, message: Message): void {
  if (worker.isConnected()) worker.send(message, () => undefined);
}

/** What all processes have counted. */
export interface Gathered<TRecord> {
  /** Of each worker of the machine; of this process alone where it is none. */
  readonly values: readonly (readonly TRecord[])[];
  /** What only grows, of those workers that are gone. */
  readonly past: readonly TRecord[];
}

/** What of this process is to be known, and what all processes know. */
export interface Gathering<TRecord> {
  readonly gather: () => Promise<Gathered<TRecord>>;
  /** Tells for the last time. */
  readonly close: () => Promise<void>;
}

/**
 * Answers for this process where another worker wants to know something of all, and asks all in turn.
 *
 * @param topic The same in all workers.
 * @param read What is sent between processes: plain data.
 */
export function joinGathering<TRecord extends CountRecord>(topic: string, read: () => Promise<readonly TRecord[]>): Gathering<TRecord> {
  const isServed = cluster.isWorker && process.env[SERVED] === '1';
  if (!isServed) return { gather: async () => ({ values: [await read()], past: [] }), close: async () => undefined };
  const waiting = new Map<number, (gathered: Gathered<TRecord>) => void>();
  let last = 0;
  const tell = (message: Message): void => {
    if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
  };
  const readOrNull = async (): Promise<readonly TRecord[] | null> => {
    try {
      return await read();
    } catch {
      return null;
    }
  };
  const listen = (message: unknown): void => {
    if (!isMessage(message)) return;
    if (!('topic' in message) || message.topic !== topic) return;
    if (message[KEY] === 'gathered') waiting.get(message.id)?.(message as unknown as Gathered<TRecord>);
    if (message[KEY] !== 'ask') return;
    const { id } = message;
    void readOrNull().then((value) => tell({ [KEY]: 'answer', id, value }));
  };
  process.on('message', listen);
  tell({ [KEY]: 'here', topic });
  return {
    gather: async () =>
      new Promise((resolve, reject) => {
        const id = ++last;
        const timer = setTimeout(() => {
          waiting.delete(id);
          reject(new Error('The primary process did not say what its workers know.'));
        }, PATIENCE * 2);
        waiting.set(id, ({ values, past }) => {
          clearTimeout(timer);
          waiting.delete(id);
          resolve({ values, past });
        });
        tell({ [KEY]: 'gather', topic, id });
      }),
    close: async () => {
      const value = await Promise.race([readOrNull(), wait(PATIENCE, null, { ref: false })]);
      process.off('message', listen);
      tell({ [KEY]: 'gone', topic, value });
    },
  };
}
