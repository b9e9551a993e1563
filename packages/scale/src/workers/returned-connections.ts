import cluster from 'node:cluster';
import type { Worker } from 'node:cluster';

/** What the cluster of Node sends with a connection that it hands to a worker, which says later whether it has taken it. */
interface HandOver {
  readonly cmd?: unknown;
  readonly act?: unknown;
  readonly seq?: number;
  readonly ack?: number;
}

interface Handle {
  readonly close?: () => void;
}

type Send = (message: HandOver, handle?: Handle, ...rest: unknown[]) => boolean;

/**
 * Gives connections that were handed to a worker, and that it had not taken when it died, to another one. Node keeps them
 * for an answer that never comes: their clients would wait for ever.
 *
 * The refusal that a closing worker sends is said in the place of the dead one; where the channel's messages are others,
 * nothing happens.
 *
 * @see https://github.com/nodejs/node/blob/v20.x/lib/internal/cluster/round_robin_handle.js (handoff)
 */
export function returnConnections(worker: Worker): void {
  const channel = worker.process;
  const waiting = new Map<number, Handle>();
  const send = channel.send.bind(channel) as Send;
  const mine: Send = (message, handle, ...rest) => {
    const isHandOver = message.cmd === 'NODE_CLUSTER' && message.act === 'newconn' && typeof message.seq === 'number';
    if (isHandOver && handle !== undefined) waiting.set(message.seq ?? 0, handle);
    return send(message, handle, ...rest);
  };
  channel.send = mine as typeof channel.send;
  channel.prependListener('internalMessage', ({ ack }: HandOver) => ack !== undefined && waiting.delete(ack));
  const giveBack = (): void => {
    if (worker.isConnected()) return;
    const isAlone = Object.values(cluster.workers ?? {}).every((other) => other === undefined || other === worker || !other.isConnected());
    for (const [seq, handle] of waiting) {
      // Without anybody to take it, the client is told at least.
      if (isAlone) handle.close?.();
      else channel.emit('internalMessage', { cmd: 'NODE_CLUSTER', ack: seq, accepted: false });
    }
    waiting.clear();
  };
  // Whichever comes last: one that dies with a connection on its way to it never disconnects.
  worker.once('disconnect', giveBack);
  worker.once('exit', giveBack);
}
