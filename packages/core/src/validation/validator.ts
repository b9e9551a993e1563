import type { FormatTable } from '../schema/formats.js';
import type { TSchema } from '../schema/typebox.js';
import type { InputMode } from './issue.js';
import { mentionsReadOnly } from './read-only.js';
import { generateValidator } from './validator-code.js';
import type { CodeOptions, ValidatorCode } from './validator-code.js';
import { linkValidator } from './validator-link.js';

export { INVALID } from './invalid.js';

/** Checks, coerces, drops what is undeclared, fills in defaults and decodes, all in one pass. */
export interface Validator {
  /** The accepted value, or `INVALID`. The input is never changed. */
  read(value: unknown): unknown;
}

export interface ValidatorOptions {
  /** The application's own formats. */
  readonly formats?: FormatTable | undefined;
  /** True for what a client sends: what is `readOnly` is dropped, as undeclared members are. Default: false. */
  readonly isRequest?: boolean;
}

/**
 * The validator of a schema.
 *
 * Nothing is compiled before the first value is read: an application of a thousand routes starts at once. The same
 * schema object, and schemas that come to the same code, are compiled once.
 *
 * @example compileValidator(Type.Integer({ minimum: 1 }), 'text').read('5'); // → 5
 */
export function compileValidator(schema: TSchema, mode: InputMode, options: ValidatorOptions = {}): Validator {
  const isRequest = options.isRequest === true && mentionsReadOnly(schema);
  const validators = validatorsOf(mode, isRequest, options.formats);
  const known = validators.get(schema);
  if (known !== undefined) return known;
  const validator = createLazyValidator(schema, { mode, isRequest, formats: options.formats });
  validators.set(schema, validator);
  return validator;
}

function createLazyValidator(schema: TSchema, options: CodeOptions): Validator {
  let compiled: Validator['read'] | undefined;
  const validator: Validator = {
    read: (value) => {
      compiled ??= link(generateValidator(schema, options));
      validator.read = compiled;
      return compiled(value);
    },
  };
  return validator;
}

type ValidatorCache = Record<'value' | 'request', Record<InputMode, WeakMap<TSchema, Validator>>>;

const NO_FORMATS: FormatTable = {};
const caches = new WeakMap<FormatTable, ValidatorCache>();

function validatorsOf(mode: InputMode, isRequest: boolean, formats: FormatTable = NO_FORMATS): WeakMap<TSchema, Validator> {
  const cache = caches.get(formats) ?? { value: { json: new WeakMap(), text: new WeakMap() }, request: { json: new WeakMap(), text: new WeakMap() } };
  caches.set(formats, cache);
  return cache[isRequest ? 'request' : 'value'][mode];
}

interface Linked {
  readonly constants: readonly unknown[];
  readonly read: Validator['read'];
}

const linked = new Map<string, Linked[]>();
const MAX_LINKED = 10_000;

/** Schemas that come to the same code, `Type.Integer({ minimum: 1 })` of many routes, share one function. */
function link(code: ValidatorCode): Validator['read'] {
  const twins = linked.get(code.source) ?? [];
  const twin = twins.find(({ constants }) => constants.every((constant, index) => constant === code.constants[index]));
  if (twin !== undefined) return twin.read;
  const read = linkValidator(code);
  if (linked.size >= MAX_LINKED) linked.clear();
  linked.set(code.source, [...twins, { constants: code.constants, read }]);
  return read;
}
