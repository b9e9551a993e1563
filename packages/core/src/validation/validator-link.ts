import { lastOf } from './conversion.js';
import { INVALID } from './invalid.js';
import { defineMember } from './merge.js';
import { countCodePoints } from './number.js';
import { copyOpen, countKeys } from './open-value.js';
import { readDefault } from './reader.js';
import type { ValidatorCode } from './validator-code.js';
import * as helpers from './validator-helpers.js';

/** Names that every validator can use. */
const RUN_TIME: Readonly<Record<string, unknown>> = {
  ...helpers,
  INVALID,
  lastOf,
  copyOpen,
  countKeys,
  countCodePoints,
  defineMember,
  readDefault,
  isArray: Array.isArray,
  isInteger: Number.isInteger,
  isFinite: Number.isFinite,
  hasOwn: Object.hasOwn,
  keysOf: Object.keys,
  ROOT: Object.prototype,
};
const RUN_TIME_NAMES = Object.keys(RUN_TIME).join();
const RUN_TIME_VALUES = Object.values(RUN_TIME);

/** Makes the function that a source describes. */
export function linkValidator({ source, constants }: ValidatorCode): (value: unknown) => unknown {
  // No text of a client ever becomes code: names and figures come from schemas and are written as JSON.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- generated code is the point, see above
  const link = new Function('k', RUN_TIME_NAMES, source) as (...values: unknown[]) => (value: unknown) => unknown;
  return link(constants, ...RUN_TIME_VALUES);
}
