import t from 'tap';
import { json, moduleOf } from '../../fixtures/generated.js';

t.test('an operation has types of what goes in and what may come out', async (t) => {
  const text = await moduleOf({
    parameters: [{ name: 'q', in: 'query', schema: { type: ['string', 'null'] } }],
    responses: { 200: json({ type: 'integer' }), 404: json({ type: 'string' }) },
  });
  t.match(text, '/** Input of `things.call`. */\nexport interface CallInput {\n  q?: string | null | undefined;\n}');
  t.match(text, 'export type CallSuccess = Success<200, number>;');
  t.match(text, 'export type CallError = Failure<404, string | undefined, string>;');
  t.match(text, 'readonly call: Operation<CallInput, CallSuccess, CallError>;');
});

t.test('without input there is no type of it, and without errors none of them', async (t) => {
  const text = await moduleOf({});
  t.match(text, 'readonly call: Operation<void, CallSuccess, never>;');
  t.notMatch(text, /CallInput|CallError/);
});
