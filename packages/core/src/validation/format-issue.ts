import { findDateProblem, findDateTimeProblem, findTimeProblem, HAS_OFFSET, NO_OFFSET } from '../schema/date-text.js';
import type { OffsetRule } from '../schema/date-text.js';
import type { FormatTable } from '../schema/formats.js';
import { formatAlternatives } from './issue-message.js';
import type { IssueContext, IssueType } from './issue-message.js';

/** What an issue says beside where it is. */
export interface Complaint {
  readonly type: IssueType;
  readonly context?: IssueContext;
  /** Where the text is not pydantic's for the type. */
  readonly message?: string;
}

/** Why a text is not of its format, in pydantic's words where pydantic has a type for it and the application has no format of that name. */
export function complainOfFormat(format: string, text: string, own: FormatTable = {}): Complaint {
  const complain = Object.hasOwn(own, format) ? undefined : COMPLAINTS[format];
  if (complain !== undefined) return complain(text);
  return { type: 'value_error', context: { error: `not a valid ${format}` } };
}

/** Why a value is none of some constants. */
export function complainOfMember(type: 'enum' | 'literal_error', members: readonly unknown[]): Complaint {
  return { type, context: { expected: formatAlternatives(members) } };
}

/** What is said where not even a text was given. */
export function complainOfType(format: unknown): Complaint {
  return { type: FORMAT_TYPES[String(format)] ?? 'string_type' };
}

/** Why a value cannot be decoded; without a text, that it is of another type. */
export function complainOfCodec(codec: string, value: unknown): Complaint {
  const kind = CODEC_COMPLAINTS[codec];
  if (kind === undefined) return { type: 'value_error', context: { error: `not a valid ${codec}` } };
  return typeof value === 'string' ? kind.text(value) : { type: kind.type };
}

/** True for a codec whose complaints have pydantic's words, whatever its JSON form says. */
export function hasComplaint(codec: string): boolean {
  return CODEC_COMPLAINTS[codec] !== undefined;
}

const CODEC_COMPLAINTS: Readonly<Record<string, { readonly type: IssueType; readonly text: (text: string) => Complaint } | undefined>> = {
  'date-time': { type: 'datetime_type', text: (text) => complainOfDateTime(text, 'required') },
  bigint: { type: 'int_type', text: () => ({ type: 'int_parsing' }) },
  bytes: {
    type: 'bytes_type',
    text: () => ({ type: 'bytes_invalid_encoding', context: { encoding: 'base64', encoding_error: 'invalid characters or padding' } }),
  },
  url: { type: 'url_type', text: (text) => ({ type: 'url_parsing', context: { error: findUrlProblem(text) } }) },
  duration: { type: 'time_delta_type', text: complainOfDuration },
  set: { type: 'set_type', text: () => ({ type: 'set_type' }) },
  map: { type: 'dict_type', text: () => ({ type: 'dict_type' }) },
};

const FORMAT_TYPES: Readonly<Record<string, IssueType | undefined>> = {
  'date-time': 'datetime_type',
  'iso-date-time': 'datetime_type',
  'date-time-local': 'datetime_type',
  date: 'date_type',
  time: 'time_type',
  'iso-time': 'time_type',
  'time-local': 'time_type',
  duration: 'time_delta_type',
  uuid: 'uuid_type',
  uri: 'url_type',
  url: 'url_type',
  ipv4: 'ip_v4_address',
  ipv6: 'ip_v6_address',
};

const COMPLAINTS: Readonly<Record<string, ((text: string) => Complaint) | undefined>> = {
  'date-time': (text) => complainOfDateTime(text, 'required'),
  'date-time-local': (text) => complainOfDateTime(text, 'none'),
  'iso-date-time': (text) => complainOfDateTime(text, 'optional'),
  // pydantic tries a date-time last, hence the name and the reason.
  date: (text) => ({ type: 'date_from_datetime_parsing', context: { error: findDateProblem(text) ?? 'input is too short' } }),
  time: (text) => ({ type: 'time_parsing', context: { error: findTimeProblem(text, 'optional') } }),
  'iso-time': (text) => ({ type: 'time_parsing', context: { error: findTimeProblem(text, 'optional') } }),
  'time-local': complainOfLocalTime,
  duration: complainOfDuration,
  decimal: () => ({ type: 'decimal_parsing' }),
  uuid: (text) => ({ type: 'uuid_parsing', context: { error: findUuidProblem(text) } }),
  uri: (text) => ({ type: 'url_parsing', context: { error: findUrlProblem(text) } }),
  url: (text) => ({ type: 'url_parsing', context: { error: findUrlProblem(text) } }),
  email: complainOfEmail,
  'idn-email': complainOfEmail,
  ipv4: () => ({ type: 'ip_v4_address' }),
  ipv6: () => ({ type: 'ip_v6_address' }),
};

function complainOfDateTime(text: string, offset: OffsetRule): Complaint {
  const error = findDateTimeProblem(text, offset);
  if (error === NO_OFFSET) return { type: 'timezone_aware' };
  if (error === HAS_OFFSET) return { type: 'timezone_naive' };
  // Without a date in front, pydantic reports what it found when it tried the text as a date.
  const asDate = findDateProblem(text);
  return asDate === undefined ? { type: 'datetime_parsing', context: { error } } : { type: 'datetime_from_date_parsing', context: { error: asDate } };
}

function complainOfLocalTime(text: string): Complaint {
  const error = findTimeProblem(text, 'none');
  return error === HAS_OFFSET ? { type: 'timezone_naive' } : { type: 'time_parsing', context: { error } };
}

function complainOfDuration(text: string): Complaint {
  return { type: 'time_delta_parsing', context: { error: text === '' ? 'input is too short' : 'invalid digit in duration' } };
}

const UUID_GROUPS = [8, 4, 4, 4, 12];

function findUuidProblem(text: string): string {
  const strange = /[^0-9a-f-]/i.exec(text);
  if (strange !== null) return `invalid character: found \`${String.fromCodePoint(text.codePointAt(strange.index) as number)}\` at ${strange.index + 1}`;
  const groups = text.split('-');
  if (groups.length === 1 && text.length !== 32) return `invalid length: expected length 32 for simple format, found ${text.length}`;
  if (groups.length !== UUID_GROUPS.length) return `invalid group count: expected ${UUID_GROUPS.length}, found ${groups.length}`;
  const index = groups.findIndex((group, place) => group.length !== UUID_GROUPS[place]);
  return `invalid group length in group ${index}: expected ${UUID_GROUPS[index]}, found ${groups[index]?.length}`;
}

function findUrlProblem(text: string): string {
  if (text === '') return 'input is empty';
  if (!/^[a-z][a-z0-9+.-]*:/i.test(text)) return 'relative URL without a base';
  return /^(?:https?|ftp|wss?):\/*$/i.test(text) ? 'empty host' : 'invalid international domain name';
}

function complainOfEmail(text: string): Complaint {
  const reason = findEmailProblem(text);
  return { type: 'value_error', context: { reason }, message: `value is not a valid email address: ${reason}` };
}

/** In the words of the `email-validator` package that pydantic asks. */
function findEmailProblem(text: string): string {
  const at = text.lastIndexOf('@');
  if (at < 0) return 'An email address must have an @-sign.';
  if (at === 0) return 'There must be something before the @-sign.';
  const domain = text.slice(at + 1);
  if (domain === '') return 'There must be something after the @-sign.';
  if (domain.endsWith('.')) return 'An email address cannot end with a period.';
  if (!domain.includes('.')) return 'The part after the @-sign is not valid. It should have a period.';
  if (at > 64) return 'The email address is too long before the @-sign.';
  return /^[\p{L}\p{N}.-]+$/u.test(domain)
    ? 'The email address contains invalid characters before the @-sign or a misplaced period.'
    : 'The part after the @-sign contains invalid characters.';
}
