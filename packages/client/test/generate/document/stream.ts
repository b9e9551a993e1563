import t from 'tap';
import { moduleOf } from '../../fixtures/generated.js';

const TICK = { type: 'object', properties: { price: { type: 'number' } } };
const OTHERS = { schemas: { Tick: TICK } };
const REF = { $ref: '#/components/schemas/Tick' };
const data = { type: 'string', contentMediaType: 'application/json', contentSchema: REF };

function stream(mediaType: string, media: object): Promise<string> {
  return moduleOf({ responses: { 200: { description: '', content: { [mediaType]: media } } } }, OTHERS);
}

t.test('events are typed by their data: of 3.2, of our 3.1 and of a plain schema', async (t) => {
  const event = { type: 'object', properties: { event: { type: 'string' }, data, id: { type: 'string' } } };
  for (const media of [
    { itemSchema: event },
    { schema: { type: 'string', contentMediaType: 'text/event-stream', contentSchema: { type: 'array', items: event } } },
    { schema: REF },
    { schema: { type: 'array', items: REF } },
  ]) {
    const text = await stream('text/event-stream', media);
    t.match(text, 'export type CallItem = ServerEvent<undefined, models.Tick>;');
    t.match(text, 'readonly call: StreamOperation<void, CallItem, never>;');
    t.match(text, 'call: eventStream(transport, {');
    t.notMatch(text, 'data:');
  }
});

t.test('events with names are a union, and their data are JSON where the document says so', async (t) => {
  const named = (name: string, of: object) => ({ type: 'object', properties: { event: { const: name }, data: of } });
  const text = await stream('text/event-stream', {
    itemSchema: { type: 'object', properties: { data: { type: 'string' } }, oneOf: [named('tick', data), named('note', { type: 'string' })] },
  });
  t.match(text, "CallItem = ServerEvent<'tick', models.Tick> | ServerEvent<'note', string>;");
  t.match(text, 'data: { tick: JSON.parse, note: String },');
});

t.test('without a schema data are text', async (t) => {
  t.match(await stream('text/event-stream', {}), /ServerEvent<undefined, string>[^]*data: String/);
  t.match(await stream('text/event-stream', { schema: { type: 'string' } }), 'data: String');
});

t.test('lines are typed by their items', async (t) => {
  for (const media of [{ itemSchema: REF }, { schema: { type: 'array', items: REF } }, { schema: REF }]) {
    const text = await stream('application/jsonl', media);
    t.match(text, /CallItem = models\.Tick;[^]*jsonLines\(transport/);
  }
  t.match(await stream('application/x-ndjson', {}), 'CallItem = unknown;');
});
