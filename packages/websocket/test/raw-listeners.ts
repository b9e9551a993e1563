import { EventEmitter } from 'node:events';
import t from 'tap';
import { emitDirectly, listenTo } from '#src/raw-listeners.js';
import type { RawWebSocket } from '#src/transport.js';

t.test('tells what happens to a WebSocket, by functions that all of them share', async (t) => {
  const steps: unknown[] = [];
  const listener = {
    onMessage: (data: Buffer, isBinary: boolean) => steps.push([data.toString(), isBinary]),
    onPong: () => steps.push('pong'),
    onError: ({ message }: Error) => steps.push(message),
    onClose: (code: number, reason: string) => steps.push([code, reason]),
  };
  const [first, second] = [new EventEmitter(), new EventEmitter()];
  listenTo(first as unknown as RawWebSocket, listener);
  listenTo(second as unknown as RawWebSocket, listener);
  first.emit('message', Buffer.from('hi'), false);
  first.emit('pong');
  first.emit('error', new Error('broken'));
  first.emit('close', 1000, Buffer.from('bye'));
  t.strictSame(steps, [['hi', false], 'pong', 'broken', [1000, 'bye']]);
  t.strictSame(first.listeners('message'), second.listeners('message'));
});

t.test('makes a server create WebSockets that tell it themselves, and everything else as before', async (t) => {
  class Raw extends EventEmitter {}
  const server = { options: { WebSocket: Raw } };
  emitDirectly(server as never);
  const ws = new server.options.WebSocket();
  const steps: unknown[] = [];
  const note =
    (name: string) =>
    (...given: unknown[]): void =>
      void steps.push([name, ...given.map(String)]);
  ws.on('open', note('open'));
  ws.on('error', note('early error'));
  ws.emit('error', new Error('x'));
  ws.removeAllListeners();
  listenTo(ws as unknown as RawWebSocket, { onMessage: note('message'), onPong: note('pong'), onError: note('error'), onClose: note('close') });
  ws.emit('message', Buffer.from('hi'), true);
  ws.emit('pong', Buffer.from(''));
  ws.emit('error', new Error('y'));
  ws.emit('close', 1000, Buffer.from('bye'));
  ws.on('ping', note('ping'));
  ws.emit('ping', 'p');
  t.strictSame(steps, [
    ['early error', 'Error: x', 'undefined'],
    ['message', 'hi', 'true'],
    ['pong'],
    ['error', 'Error: y'],
    ['close', '1000', 'bye'],
    ['ping', 'p', 'undefined'],
  ]);
  t.strictSame(ws.listenerCount('message'), 0);
});
