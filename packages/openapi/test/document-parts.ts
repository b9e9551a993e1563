import { ProblemList } from '@typhoon/core/internal';
import t from 'tap';
import { createDocumentContext } from '#src/document-context.js';
import { writeParts } from '#src/document-parts.js';
import { channelRoutesOf } from './fixtures/asyncapi.js';
import { PrivateController } from './fixtures/chat.js';
import { INFO } from './fixtures/documents.js';

t.test('tells channels from what OpenAPI has words for', (t) => {
  const parts = writeParts(channelRoutesOf([PrivateController]), { info: INFO }, createDocumentContext({}, new ProblemList()));
  t.strictSame(parts.paths, {});
  t.strictSame(
    parts.channels.map(({ route }) => route.operationId),
    ['private.keyed', 'private.hidden'],
  );
  t.end();
});
