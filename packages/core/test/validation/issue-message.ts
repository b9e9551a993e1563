import t from 'tap';
import { formatAlternatives, formatIssueMessage, formatMember } from '#src/validation/issue-message.js';

t.test('counts in the singular and the plural', async (t) => {
  t.equal(formatIssueMessage('string_too_short', { min_length: 1 }), 'String should have at least 1 character');
  t.equal(formatIssueMessage('string_too_short', { min_length: 2 }), 'String should have at least 2 characters');
  t.equal(formatIssueMessage('too_long', { field_type: 'List', max_length: 1, actual_length: 3 }), 'List should have at most 1 item after validation, not 3');
});

t.test('lists alternatives as pydantic does', async (t) => {
  t.equal(formatAlternatives([]), '');
  t.equal(formatAlternatives(['a']), "'a'");
  t.equal(formatAlternatives(['a', 'b', 3]), "'a', 'b' or 3");
  t.strictSame([null, true, [1]].map(formatMember), ['null', 'true', '[1]']);
});
