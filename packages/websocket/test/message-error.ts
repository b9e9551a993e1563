import t from 'tap';
import { MessageError, summaryOf } from '#src/message-error.js';

t.test('says in one line what is wrong first', async (t) => {
  const issue = { type: 'missing', loc: ['message', 'text'], msg: 'Field required', input: {} };
  t.strictSame([summaryOf([issue, issue]), summaryOf([])], ['message.text: Field required', 'The message is not valid']);
  t.match(new MessageError('wrong', [issue]), { name: 'MessageError', message: 'wrong', issues: [issue] });
});
