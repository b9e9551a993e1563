import t from 'tap';
import { Type } from '@typhoon/core';
import type { RouteDefinition } from '@typhoon/core';
import { compileRead, compileWrite } from '#src/message-codec.js';

const Said = Type.Object({ text: Type.String() });
const services = { validateResponses: true };

t.test('reads messages by how they are written, and says what does not fit', async (t) => {
  const rows = [
    [{ schema: Said, encoding: 'json' }, '{"text":"a","__proto__":{"x":1}}', false, { text: 'a' }],
    [{ schema: Said, encoding: 'json' }, '', false, /^message: Field required/],
    [{ schema: Said, encoding: 'json' }, '{"text":1}', false, /^message\.text: /],
    [{ schema: Type.Boolean(), encoding: 'text' }, 'yes', false, true],
    [{ schema: Said, encoding: 'raw' }, 'anything', false, 'anything'],
    [{ schema: Type.Uint8Array({ minByteLength: 2 }), encoding: 'binary' }, 'a', true, /at least 2 bytes/],
    [undefined, 'a', false, /No messages are expected/],
  ] as const;
  for (const [definition, text, isBinary, want] of rows) {
    const read = compileRead(definition, services);
    if (want instanceof RegExp) t.throws(() => read(Buffer.from(text), isBinary), { name: 'MessageError', message: want });
    else t.strictSame(read(Buffer.from(text), isBinary), want);
  }
});

t.test('writes messages by their schema, and refuses what does not fit without showing it', async (t) => {
  const write = (send: object | undefined, message: unknown, isChecked = true) =>
    compileWrite({ place: 'Chat.talk', channel: { send } } as unknown as RouteDefinition, { validateResponses: isChecked })(message).data;
  t.strictSame(write({ schema: Said, encoding: 'json' }, { text: 'a', secret: 1 }), '{"text":"a"}');
  t.strictSame(write({ schema: Type.Integer(), encoding: 'text' }, 5), '5');
  t.strictSame(write({ schema: Said, encoding: 'raw' }, 'x'), 'x');
  const bytes = new Uint8Array([1]);
  t.strictSame(write({ schema: Type.Uint8Array(), encoding: 'binary' }, bytes), bytes);
  t.throws(() => write({ schema: Said, encoding: 'json' }, { text: 5 }), { name: 'MessageError', issues: [{ loc: ['message', 'text'], input: undefined }] });
  t.throws(() => write({ schema: Said, encoding: 'json' }, { text: 5 }, false), { name: 'SerializationError' });
  t.throws(() => write({ schema: Type.Uint8Array(), encoding: 'binary' }, 'x'), { message: 'Chat.talk sent what is no Uint8Array.' });
  t.throws(() => write(undefined, 'x'), { message: 'Chat.talk declares no messages to send.' });
});

t.test('drops what is read-only from what a peer sends, and writes it', async (t) => {
  const schema = Type.Object({ text: Type.String(), from: Type.Optional(Type.String({ readOnly: true })) });
  const read = compileRead({ schema, encoding: 'json' }, services);
  t.strictSame(read(Buffer.from('{"text":"a","from":"root"}'), false), { text: 'a' });
  t.throws(() => read(Buffer.from('{"from":1}'), false), { name: 'MessageError', issues: [{ loc: ['message', 'text'] }] });
  const write = compileWrite({ place: 'Chat.talk', channel: { send: { schema, encoding: 'json' } } } as unknown as RouteDefinition, services);
  t.strictSame(write({ text: 'a', from: 'Ada' }).data, '{"text":"a","from":"Ada"}');
});
