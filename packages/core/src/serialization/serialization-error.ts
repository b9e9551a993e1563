const kSerializationError = Symbol.for('typhoon.serialization-error');

/**
 * Thrown when a handler's answer fits its schema so little that no JSON can be written for it; answered as 500.
 *
 * The message names place and kinds, never the value: `The answer does not fit its schema at /items/3/price: expected a number but found a text.`
 */
export class SerializationError extends Error {
  readonly [kSerializationError] = true;
  /** Where in the answer, as a JSON pointer: `/items/3/price`; empty for the answer itself. @see RFC 6901 */
  readonly path: string;
  /** What the schema declares there: `a number`. */
  readonly expected: string;
  /** The kind of value that stood there: `a text`, `nothing`, `an object (Decimal)`. */
  readonly found: string;

  constructor(path: string, expected: string, found: string) {
    super(`The answer does not fit its schema${path === '' ? '' : ` at ${path}`}: expected ${expected} but found ${found}.`);
    this.name = 'SerializationError';
    this.path = path;
    this.expected = expected;
    this.found = found;
    hideSerialization(this);
  }

  /** True for a serialization error of any copy of this package. */
  static is(value: unknown): value is SerializationError {
    return typeof value === 'object' && value !== null && kSerializationError in value;
  }
}

/** Fastify writes the whole configuration of the route on what a serializer throws; in the log it would bury the message. */
export function hideSerialization(error: Error): void {
  Object.defineProperty(error, 'serialization', { value: undefined, writable: true, enumerable: false, configurable: true });
}

/** What writers throw among themselves: each adds its segment while it passes, so that a request that succeeds keeps no path. */
export class Mismatch {
  readonly expected: string;
  readonly found: string;
  readonly #segments: (string | number)[] = [];

  constructor(expected: string, found: string) {
    this.expected = expected;
    this.found = found;
  }

  addSegment(segment: string | number): void {
    this.#segments.push(segment);
  }

  toError(): SerializationError {
    const segments = this.#segments.toReversed().map((segment) => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`);
    // A value that contains itself has a path of a thousand segments.
    const path = segments.length > 20 ? `${segments.slice(0, 10).join('')}/…` : segments.join('');
    return new SerializationError(path, this.expected, this.found);
  }
}

/** The error with an outer segment added; whatever a getter or a `toJSON` threw passes unchanged. */
export function locate(error: unknown, segment: string | number): unknown {
  if (error instanceof Mismatch) error.addSegment(segment);
  return error;
}

/** @throws Mismatch always. */
export function fail(expected: string, value: unknown): never {
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- caught by the serializer that called; no stack trace is taken
  throw new Mismatch(expected, formatKind(value));
}

/** The kind of a value in words, without the value. */
export function formatKind(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'undefined':
      return 'nothing';
    case 'string':
      return 'a text';
    case 'number':
      return formatNumberKind(value);
    case 'object':
      return formatObjectKind(value);
    default:
      return `a ${typeof value}`;
  }
}

function formatNumberKind(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  return Number.isInteger(value) ? 'an integer' : 'a number with a fraction';
}

function formatObjectKind(value: object): string {
  if (value instanceof Promise) return 'a promise: an await is missing';
  const constructor: unknown = (value as { constructor?: unknown }).constructor;
  const name = typeof constructor === 'function' && constructor !== Object ? constructor.name : '';
  return name === '' ? 'an object' : `an object (${name})`;
}
