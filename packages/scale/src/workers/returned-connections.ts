import cluster from 'node:cluster';
import type { Worker } from 'node:cluster';

/** What the cluster of Node sends with a connection that it hands to a worker, which says later whether it has taken it. */
interface HandOver {
  readonly cmd?: unknown;
  readonly act?: unknown;
  readonly seq?: number;
  readonly ack?: number;
  /** Whose port it is. */
  readonly key?: unknown;
  readonly accepted?: boolean;
}

interface Handle {
  readonly close?: () => void;
}

/** A connection on its way to a worker. */
interface OnItsWay {
  readonly handle: Handle;
  readonly key: unknown;
}

/** The ports that a worker has closed: it takes nothing of them any more. */
const closedPorts = new WeakMap<Worker, Set<unknown>>();

type Send = (message: HandOver, handle?: Handle, ...rest: unknown[]) => boolean;

/**
 * Gives connections that were handed to a worker, and that it had not taken when it died, to another one. Node keeps them
 * for an answer that never comes: their clients would wait for ever. So would those of the connections that the last worker
 * refuses, since it closes: Node keeps them for one that never comes. These are closed.
 *
 * The refusal that a closing worker sends is said in the place of the dead one; where the channel's messages are others,
 * nothing happens.
 *
 * @see https://github.com/nodejs/node/blob/v20.x/lib/internal/cluster/round_robin_handle.js (handoff)
 */
export function returnConnections(worker: Worker): void {
  const channel = worker.process;
  const waiting = new Map<number, OnItsWay>();
  const closed = new Set<unknown>();
  closedPorts.set(worker, closed);
  const send = channel.send.bind(channel) as Send;
  const mine: Send = (message, handle, ...rest) => {
    const isHandOver = message.cmd === 'NODE_CLUSTER' && message.act === 'newconn' && typeof message.seq === 'number';
    if (isHandOver && handle !== undefined) waiting.set(message.seq ?? 0, { handle, key: message.key });
    return send(message, handle, ...rest);
  };
  channel.send = mine as typeof channel.send;
  channel.prependListener('internalMessage', ({ cmd, act, key, ack, accepted }: HandOver) => {
    if (cmd === 'NODE_CLUSTER' && act === 'close') closed.add(key);
    if (ack === undefined) return;
    const refused = accepted === false ? waiting.get(ack) : undefined;
    waiting.delete(ack);
    // Node puts it into its queue first.
    if (refused !== undefined && isLast(worker, refused.key)) setImmediate(() => refused.handle.close?.());
  });
  const giveBack = (): void => {
    if (worker.isConnected()) return;
    for (const [seq, { handle, key }] of waiting) {
      // Without anybody to take it, the client is told at least.
      if (isLast(worker, key)) handle.close?.();
      else channel.emit('internalMessage', { cmd: 'NODE_CLUSTER', ack: seq, accepted: false });
    }
    waiting.clear();
  };
  // Whichever comes last: one that dies with a connection on its way to it never disconnects.
  worker.once('disconnect', giveBack);
  worker.once('exit', giveBack);
}

/** Whether no other worker takes connections of this port, nor will once it has started. */
function isLast(worker: Worker, key: unknown): boolean {
  return Object.values(cluster.workers ?? {}).every(
    (other) => other === undefined || other === worker || !other.isConnected() || closedPorts.get(other)?.has(key) === true,
  );
}
