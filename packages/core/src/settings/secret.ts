import { inspect } from 'node:util';
import { codecSchema } from '../schema/codec.js';
import { toSchema } from '../schema/model.js';
import { TypeBoxType } from '../schema/typebox.js';
import type { AnyModelClass } from '../schema/component.js';
import type { Static, TSchema, TUnsafe } from '../schema/typebox.js';
import { MASK } from '../validation/secret-input.js';

const kSecret = Symbol.for('typhoon.secret');

/**
 * A value that is masked wherever it is printed: in text, in JSON, in logs, by `console.log` and in error messages.
 *
 * `String(secret)` → `**********`; `secret.reveal()` → the value.
 *
 * @example const db = connect({ password: config.value.db.password.reveal() });
 */
export class Secret<TValue = string> {
  readonly [kSecret] = true;
  readonly #value: TValue;

  constructor(value: TValue) {
    this.#value = value;
    Object.freeze(this);
  }

  /** The value itself. Call it where the value is used, and keep what it returns nowhere. */
  reveal(): TValue {
    return this.#value;
  }

  /** Masked. */
  toString(): string {
    return MASK;
  }

  /** Masked. */
  toJSON(): string {
    return MASK;
  }

  /** Masked. */
  [Symbol.toPrimitive](): string {
    return MASK;
  }

  /** Masked. */
  [inspect.custom](): string {
    return `Secret(${MASK})`;
  }

  /** True for a secret of any copy of this package. */
  static is(value: unknown): value is Secret<unknown> {
    return typeof value === 'object' && value !== null && kSecret in value;
  }
}

/**
 * A schema whose value arrives as a `Secret`: for settings, and for passwords and keys in requests. Written into an
 * answer it is masked. The documents show the wrapped schema as `writeOnly`.
 *
 * Yields `Secret<Static<schema>>`. Default schema: a text of at least one character.
 *
 * @throws TypeError when the schema has a default: a secret that stands in the code is none.
 * @example class AppSettings extends Model({ jwtSecret: secret(Type.String({ minLength: 32 })) }) {}
 */
export function secret(): TUnsafe<Secret>;
export function secret<TWrapped extends TSchema>(schema: TWrapped): TUnsafe<Secret<Static<TWrapped>>>;
export function secret(schema: TSchema | AnyModelClass = TypeBoxType.String({ minLength: 1 })): TUnsafe<Secret<unknown>> {
  const wrapped = toSchema(schema);
  if (wrapped.default !== undefined)
    throw new TypeError('secret() expects a schema without a default: what stands in the code is no secret. Put values for development into .env.');
  const format = wrapped['type'] === 'string' && wrapped['format'] === undefined ? { format: 'password' } : {};
  return codecSchema<Secret<unknown>>({
    name: 'secret',
    wire: { ...wrapped, ...format, writeOnly: true },
    is: (value) => Secret.is(value),
    decode: (value: unknown) => new Secret(value),
    encode: () => MASK,
  });
}
