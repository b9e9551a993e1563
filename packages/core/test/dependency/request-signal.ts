import { EventEmitter } from 'node:events';
import t from 'tap';
import { abortSignalOf, signalOf } from '#src/dependency/request-signal.js';

function createReply(isEnded: boolean): { readonly raw: EventEmitter & { readonly writableEnded: boolean } } {
  return { raw: Object.assign(new EventEmitter(), { writableEnded: isEnded }) };
}

t.test('aborts when the connection closes before the answer has left, and is one for a request', (t) => {
  for (const isEnded of [true, false]) {
    const reply = createReply(isEnded) as never as Parameters<typeof signalOf>[0];
    const signal = signalOf(reply);
    t.equal(signalOf(reply), signal);
    reply.raw.emit('close');
    t.equal(signal.aborted, !isEnded);
  }
  t.end();
});

t.test('aborts for another reason where somebody listens', (t) => {
  const reply = createReply(true) as never as Parameters<typeof signalOf>[0];
  abortSignalOf(reply, new Error('nobody'));
  t.equal(signalOf(reply).aborted, false);
  const reason = new Error('closing');
  abortSignalOf(reply, reason);
  t.equal(signalOf(reply).reason, reason);
  t.end();
});
