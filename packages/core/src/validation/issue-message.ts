/** The figures of a message, by pydantic's names: `{ gt: 3 }`. */
export type IssueContext = Readonly<Record<string, unknown>>;

/**
 * The texts of issues by type. Types, texts and the names of their figures are pydantic 2's, which FastAPI answers with;
 * those below the line are ours, for keywords of JSON Schema that pydantic lacks.
 *
 * @see https://docs.pydantic.dev/latest/errors/validation_errors/
 */
const MESSAGES = {
  missing: () => 'Field required',
  extra_forbidden: () => 'Extra inputs are not permitted',
  recursion_limit: (context: IssueContext) => `Input should be nested at most ${context['max_depth']} levels deep`,
  none_required: () => 'Input should be None',
  bool_type: () => 'Input should be a valid boolean',
  bool_parsing: () => 'Input should be a valid boolean, unable to interpret input',
  int_type: () => 'Input should be a valid integer',
  int_parsing: () => 'Input should be a valid integer, unable to parse string as an integer',
  int_parsing_size: () => 'Unable to parse input string as an integer, exceeded maximum size',
  int_from_float: () => 'Input should be a valid integer, got a number with a fractional part',
  float_type: () => 'Input should be a valid number',
  float_parsing: () => 'Input should be a valid number, unable to parse string as a number',
  finite_number: () => 'Input should be a finite number',
  decimal_parsing: () => 'Input should be a valid decimal',
  multiple_of: (context: IssueContext) => `Input should be a multiple of ${context['multiple_of']}`,
  greater_than: (context: IssueContext) => `Input should be greater than ${context['gt']}`,
  greater_than_equal: (context: IssueContext) => `Input should be greater than or equal to ${context['ge']}`,
  less_than: (context: IssueContext) => `Input should be less than ${context['lt']}`,
  less_than_equal: (context: IssueContext) => `Input should be less than or equal to ${context['le']}`,
  string_type: () => 'Input should be a valid string',
  string_too_short: (context: IssueContext) => `String should have at least ${count(context['min_length'], 'character')}`,
  string_too_long: (context: IssueContext) => `String should have at most ${count(context['max_length'], 'character')}`,
  string_pattern_mismatch: (context: IssueContext) => `String should match pattern '${context['pattern']}'`,
  literal_error: (context: IssueContext) => `Input should be ${context['expected']}`,
  enum: (context: IssueContext) => `Input should be ${context['expected']}`,
  list_type: () => 'Input should be a valid list',
  set_type: () => 'Input should be a valid set',
  tuple_type: () => 'Input should be a valid tuple',
  dict_type: () => 'Input should be a valid dictionary',
  model_attributes_type: () => 'Input should be a valid dictionary or object to extract fields from',
  too_short: (context: IssueContext) =>
    `${context['field_type']} should have at least ${count(context['min_length'], 'item')} after validation, not ${context['actual_length']}`,
  too_long: (context: IssueContext) =>
    `${context['field_type']} should have at most ${count(context['max_length'], 'item')} after validation, not ${context['actual_length']}`,
  union_tag_invalid: (context: IssueContext) =>
    `Input tag '${context['tag']}' found using ${context['discriminator']} does not match any of the expected tags: ${context['expected_tags']}`,
  union_tag_not_found: (context: IssueContext) => `Unable to extract tag using discriminator ${context['discriminator']}`,
  date_type: () => 'Input should be a valid date',
  date_from_datetime_parsing: (context: IssueContext) => `Input should be a valid date or datetime, ${context['error']}`,
  time_type: () => 'Input should be a valid time',
  time_parsing: (context: IssueContext) => `Input should be in a valid time format, ${context['error']}`,
  datetime_type: () => 'Input should be a valid datetime',
  datetime_from_date_parsing: (context: IssueContext) => `Input should be a valid datetime or date, ${context['error']}`,
  datetime_parsing: (context: IssueContext) => `Input should be a valid datetime, ${context['error']}`,
  timezone_aware: () => 'Input should have timezone info',
  timezone_naive: () => 'Input should not have timezone info',
  time_delta_type: () => 'Input should be a valid timedelta',
  time_delta_parsing: (context: IssueContext) => `Input should be a valid timedelta, ${context['error']}`,
  uuid_type: () => 'UUID input should be a string, bytes or UUID object',
  uuid_parsing: (context: IssueContext) => `Input should be a valid UUID, ${context['error']}`,
  url_type: () => 'URL input should be a string or URL',
  url_parsing: (context: IssueContext) => `Input should be a valid URL, ${context['error']}`,
  ip_v4_address: () => 'Input is not a valid IPv4 address',
  ip_v6_address: () => 'Input is not a valid IPv6 address',
  bytes_type: () => 'Input should be a valid bytes',
  bytes_too_short: (context: IssueContext) => `Data should have at least ${count(context['min_length'], 'byte')}`,
  bytes_too_long: (context: IssueContext) => `Data should have at most ${count(context['max_length'], 'byte')}`,
  bytes_invalid_encoding: (context: IssueContext) => `Data should be valid ${context['encoding']}: ${context['encoding_error']}`,
  value_error: (context: IssueContext) => `Value error, ${context['error']}`,
  is_instance_of: (context: IssueContext) => `Input should be an instance of ${context['class']}`,
  // JSON Schema only.
  not_allowed: () => 'Input should not match the excluded schema',
  never: () => 'No input is allowed here',
  unique_items: () => 'List items should be unique',
  contains_too_few: (context: IssueContext) => `List should have at least ${count(context['min_contains'], 'matching item')}, not ${context['actual']}`,
  contains_too_many: (context: IssueContext) => `List should have at most ${count(context['max_contains'], 'matching item')}, not ${context['actual']}`,
  union_ambiguous: (context: IssueContext) => `Input should match exactly one of the alternatives, not ${context['matched']}`,
} as const satisfies Record<string, (context: IssueContext) => string>;

export type IssueType = keyof typeof MESSAGES;

export function formatIssueMessage(type: IssueType, context: IssueContext): string {
  return MESSAGES[type](context);
}

function count(number: unknown, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** As pydantic lists alternatives: `'a', 'b' or 'c'`. */
export function formatAlternatives(members: readonly unknown[]): string {
  const texts = members.map(formatMember);
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} or ${texts.at(-1)}`;
}

/** Texts in single quotes, everything else as JSON writes it. */
export function formatMember(member: unknown): string {
  return typeof member === 'string' ? `'${member}'` : (JSON.stringify(member) ?? String(member));
}
