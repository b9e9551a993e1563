import type { Worker } from 'node:cluster';
import { EventEmitter } from 'node:events';
import t from 'tap';
import { returnConnections } from '#src/workers/returned-connections.js';

/** A worker as the cluster of Node sees it, whose channel goes nowhere. */
function createWorker() {
  const channel = Object.assign(new EventEmitter(), { send: () => true });
  let isConnected = true;
  const worker = Object.assign(new EventEmitter(), { process: channel, isConnected: () => isConnected });
  returnConnections(worker as unknown as Worker);
  const send = channel.send as (message: object, handle?: object) => boolean;
  const die = (): void => {
    isConnected = false;
    worker.emit('exit');
  };
  return { channel, worker, send, die };
}

t.test('a connection that nobody can take any more is closed, one that was taken is not', async (t) => {
  const { send, channel, die } = createWorker();
  const closed: number[] = [];
  for (const seq of [1, 2, 3]) send({ cmd: 'NODE_CLUSTER', act: 'newconn', seq }, { close: () => closed.push(seq) });
  send({ cmd: 'NODE_CLUSTER', act: 'disconnect', seq: 4 }, { close: () => closed.push(4) });
  send({ other: 'message' });
  channel.emit('internalMessage', { cmd: 'NODE_CLUSTER', ack: 2, accepted: true });
  die();
  t.strictSame(closed, [1, 3]);
  die();
  t.strictSame(closed, [1, 3], 'once');
});

t.test('as long as the worker may still answer, nothing is done', async (t) => {
  const { send, worker } = createWorker();
  let isClosed = false;
  send({ cmd: 'NODE_CLUSTER', act: 'newconn', seq: 1 }, { close: () => (isClosed = true) });
  worker.emit('exit');
  t.notOk(isClosed);
});

t.test('a connection that the last worker refuses is closed, as soon as Node has put it away', async (t) => {
  const { send, channel } = createWorker();
  const closed: number[] = [];
  for (const seq of [1, 2]) send({ cmd: 'NODE_CLUSTER', act: 'newconn', key: 'port', seq }, { close: () => closed.push(seq) });
  channel.emit('internalMessage', { cmd: 'NODE_CLUSTER', ack: 1, accepted: true });
  channel.emit('internalMessage', { cmd: 'NODE_CLUSTER', act: 'close', key: 'port' });
  channel.emit('internalMessage', { cmd: 'NODE_CLUSTER', ack: 2, accepted: false });
  t.strictSame(closed, []);
  await new Promise((resolve) => setImmediate(resolve));
  t.strictSame(closed, [2]);
});
