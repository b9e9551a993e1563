import { ProblemList } from '@typhoon/core/internal';
import t from 'tap';
import { writeChannels } from '#src/asyncapi/written-channel.js';
import { createDocumentContext } from '#src/document-context.js';
import { channelRoutesOf } from '../fixtures/asyncapi.js';
import { RoomsController } from '../fixtures/chat.js';

t.test('writes each member of a nameless union of models as a message, and a union with a name as one', (t) => {
  const [talk] = writeChannels(channelRoutesOf([RoomsController]), createDocumentContext({}, new ProblemList()));
  const messages = talk?.messages.map(({ action, payload }) => `${action} ${JSON.stringify(payload)}`);
  t.strictSame(messages, [
    'receive {"$ref":"#/components/schemas/Said"}',
    'receive {"$ref":"#/components/schemas/Typing"}',
    'send {"$ref":"#/components/schemas/ServerMessage"}',
  ]);
  t.end();
});
