import t from 'tap';
import { complainOfCodec, complainOfFormat, complainOfMember, complainOfType, hasComplaint } from '#src/validation/format-issue.js';

t.test("says why a text is not of its format, in pydantic's words", async (t) => {
  const rows: [string, string, string, RegExp][] = [
    ['date', '2024-02-30', 'date_from_datetime_parsing', /day value is outside expected range/],
    ['date', 'x', 'date_from_datetime_parsing', /input is too short/],
    ['time', '25:00:00', 'time_parsing', /hour value/],
    ['date-time', '2024-01-01T00:00:00', 'timezone_aware', /^$/],
    ['date-time-local', '2024-01-01T00:00:00Z', 'timezone_naive', /^$/],
    ['date-time-local', '2024-01-01T99:00:00', 'datetime_from_date_parsing', /./],
    ['time-local', '12:00:00Z', 'timezone_naive', /^$/],
    ['time-local', '25:00:00', 'time_parsing', /hour value/],
    ['decimal', '1e3', 'decimal_parsing', /^$/],
    ['date-time', 'x', 'datetime_from_date_parsing', /input is too short/],
    ['date-time', '2024-01-01T99:00:00Z', 'datetime_from_date_parsing', /./],
    ['uuid', 'x', 'uuid_parsing', /invalid character.*`x` at 1/],
    ['uuid', 'abc', 'uuid_parsing', /invalid length: .* found 3/],
    ['uuid', 'a-b', 'uuid_parsing', /invalid group count: expected 5, found 2/],
    ['uuid', 'a-b-c-d-e', 'uuid_parsing', /invalid group length in group 0: expected 8, found 1/],
    ['uri', '', 'url_parsing', /input is empty/],
    ['uri', 'x', 'url_parsing', /relative URL without a base/],
    ['url', 'http://', 'url_parsing', /empty host/],
    ['email', 'x', 'value_error', /must have an @-sign/],
    ['email', '@x.y', 'value_error', /something before the @-sign/],
    ['email', 'x@', 'value_error', /something after the @-sign/],
    ['email', 'x@y.', 'value_error', /cannot end with a period/],
    ['email', 'x@y', 'value_error', /should have a period/],
    ['email', `${'x'.repeat(65)}@y.z`, 'value_error', /too long before/],
    ['email', 'x@y z.a', 'value_error', /contains invalid characters/],
    ['ipv4', 'x', 'ip_v4_address', /^$/],
    ['ipv6', 'x', 'ip_v6_address', /^$/],
    ['iban', 'x', 'value_error', /not a valid iban/],
  ];
  for (const [format, text, type, reason] of rows) {
    const complaint = complainOfFormat(format, text);
    t.equal(complaint.type, type, `${format} '${text}'`);
    t.match(complaint.context?.['error'] ?? complaint.context?.['reason'] ?? '', reason, `${format} '${text}'`);
  }
});

t.test("does not explain an application's own format by the standard one of its name", async (t) => {
  t.match(complainOfFormat('date', '2024-02-30', { date: () => false }), { type: 'value_error', context: { error: 'not a valid date' } });
});

t.test('says what was expected where not even a text came', async (t) => {
  t.strictSame(
    ['uuid', 'date', 'uri', undefined, 'email'].map((format) => complainOfType(format).type),
    ['uuid_type', 'date_type', 'url_type', 'string_type', 'string_type'],
  );
});

t.test('says why a value cannot be decoded', async (t) => {
  const rows: [string, unknown, string][] = [
    ['date-time', 5, 'datetime_type'],
    ['date-time', '2024-13-01T00:00:00Z', 'datetime_from_date_parsing'],
    ['bigint', 'x', 'int_parsing'],
    ['bytes', '*', 'bytes_invalid_encoding'],
    ['url', 'x', 'url_parsing'],
    ['set', 5, 'set_type'],
    ['map', 5, 'dict_type'],
    ['secret', 5, 'value_error'],
  ];
  for (const [codec, value, want] of rows) t.equal(complainOfCodec(codec, value).type, want, codec);
  t.ok(hasComplaint('set'));
  t.notOk(hasComplaint('secret'));
});

t.test('lists constants', async (t) => {
  t.strictSame(complainOfMember('enum', ['a', 1]), { type: 'enum', context: { expected: "'a' or 1" } });
});
