import cluster from 'node:cluster';
import type { Worker } from 'node:cluster';

/** The key by which our messages are told from others on the channel between primary and worker. */
const KEY = 'typhoon.gather';
/** The variable by which a worker knows that its primary asks the others. */
const SERVED = 'TYPHOON_GATHER';
/** Milliseconds that a worker gets to answer in. */
const PATIENCE = 2_000;

type Message =
  | { readonly [KEY]: 'here'; readonly topic: string }
  | { readonly [KEY]: 'gone'; readonly topic: string }
  | { readonly [KEY]: 'gather'; readonly topic: string; readonly id: number }
  | { readonly [KEY]: 'ask'; readonly topic: string; readonly id: number }
  | { readonly [KEY]: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly [KEY]: 'gathered'; readonly id: number; readonly values: readonly unknown[] };

function isMessage(message: unknown): message is Message {
  return typeof message === 'object' && message !== null && KEY in message;
}

let isServing = false;

/**
 * Makes the primary of a cluster ask all of its workers where one of them wants to know something of all. Call it before
 * they are forked; calling it again changes nothing. `startWorkers` does.
 */
export function serveGather(): void {
  if (isServing) return;
  isServing = true;
  process.env[SERVED] = '1';
  const topics = new Map<number, Set<string>>();
  const waiting = new Map<number, (value: unknown) => void>();
  let last = 0;

  const ask = async (worker: Worker, topic: string): Promise<unknown> =>
    new Promise((resolve) => {
      const id = ++last;
      const end = (value: unknown): void => {
        clearTimeout(timer);
        waiting.delete(id);
        worker.off('exit', leave);
        resolve(value);
      };
      const leave = (): void => end(undefined);
      const timer = setTimeout(leave, PATIENCE);
      worker.once('exit', leave);
      waiting.set(id, end);
      post(worker, { [KEY]: 'ask', topic, id });
    });

  const gather = async (asker: Worker, topic: string, id: number): Promise<void> => {
    const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined && topics.get(worker.id)?.has(topic) === true);
    const values = await Promise.all(workers.map(async (worker) => ask(worker as Worker, topic)));
    post(asker, { [KEY]: 'gathered', id, values: values.filter((value) => value !== undefined && value !== null) });
  };

  cluster.on('exit', (worker: Worker) => topics.delete(worker.id));
  cluster.on('message', (worker: Worker, message: unknown) => {
    if (!isMessage(message)) return;
    const mine = topics.get(worker.id) ?? new Set();
    topics.set(worker.id, mine);
    if (message[KEY] === 'here') mine.add(message.topic);
    else if (message[KEY] === 'gone') mine.delete(message.topic);
    else if (message[KEY] === 'gather') void gather(worker, message.topic, message.id);
    else if (message[KEY] === 'answer') waiting.get(message.id)?.(message.value);
  });
}

function post(worker: Worker, message: Message): void {
  if (worker.isConnected()) worker.send(message, () => undefined);
}

/** What of this process is to be known, and what all processes know. */
export interface Gathering<TValue> {
  /** What each worker of the machine answers; of this process alone where it is none. */
  readonly gather: () => Promise<readonly TValue[]>;
  readonly close: () => void;
}

/**
 * Answers for this process where another worker wants to know something of all, and asks all in turn.
 *
 * @param topic The same in all workers.
 * @param read What is sent between processes: plain data.
 */
export function joinGathering<TValue>(topic: string, read: () => TValue | Promise<TValue>): Gathering<TValue> {
  const isServed = cluster.isWorker && process.env[SERVED] === '1';
  if (!isServed) return { gather: async () => [await read()], close: () => undefined };
  const waiting = new Map<number, (values: readonly TValue[]) => void>();
  let last = 0;
  const tell = (message: Message): void => {
    if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
  };
  const listen = (message: unknown): void => {
    if (!isMessage(message)) return;
    if (message[KEY] === 'gathered') waiting.get(message.id)?.(message.values as readonly TValue[]);
    if (message[KEY] !== 'ask' || message.topic !== topic) return;
    const { id } = message;
    Promise.resolve()
      .then(read)
      .then(
        (value) => tell({ [KEY]: 'answer', id, value }),
        () => tell({ [KEY]: 'answer', id, value: null }),
      );
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
        waiting.set(id, (values) => {
          clearTimeout(timer);
          waiting.delete(id);
          resolve(values);
        });
        tell({ [KEY]: 'gather', topic, id });
      }),
    close: () => {
      process.off('message', listen);
      tell({ [KEY]: 'gone', topic });
    },
  };
}
