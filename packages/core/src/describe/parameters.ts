import type { ErrorCode, ProblemList } from '../errors.js';
import type { SourceRecord } from '../decorators/source.js';
import { readOwnParameters } from '../metadata/store.js';
import type { AnyClass } from '../metadata/store.js';
import { isModelClass } from '../schema/model.js';
import { isOptional, isSchema } from '../schema/typebox.js';

/** Where a method stands, and what it is given before the parameters that name sources. */
export interface MethodPlace {
  readonly place: string;
  /** In words, by position: `['the socket']`. */
  readonly given: readonly string[];
}

/**
 * The sources of a method's arguments, by position after those it is given. What is wrong with them goes to `problems`.
 *
 * @param owner The prototype that declares the method.
 */
export function describeMethodParameters(owner: object, key: string, { place, given }: MethodPlace, problems: ProblemList): readonly SourceRecord[] {
  const method = (owner as Record<string, (...args: never[]) => unknown>)[key];
  const parameters = readOwnParameters(owner, key);
  for (const [index, what] of given.entries()) {
    if (parameters.some((parameter) => parameter.index === index))
      problems.add('TYPHOON_ERR_PARAM_SOURCE', place, `parameter ${index} is ${what}, but names a source. Take its decorator away, or put ${what} before it.`);
  }
  const sources = orderSources(parameters, { from: given.length, to: method?.length ?? 0 }, place, METHOD, problems);
  if (method !== undefined) findDeadDefault(method, sources[method.length - given.length], place, problems);
  return sources;
}

/** `limit = 10` beside a schema that demands the value: the request is refused before TypeScript's default could be used. */
function findDeadDefault(method: (...args: never[]) => unknown, source: SourceRecord | undefined, place: string, problems: ProblemList): void {
  // The length of a function ends at its first default, or at a rest parameter.
  if (source === undefined || source.in === 'dependency' || source.in === 'file' || method.toString().includes('...')) return;
  const schema: unknown = isModelClass(source.schema) ? source.schema.schema : source.schema;
  if (!isSchema(schema) || isOptional(schema) || schema.default !== undefined) return;
  problems.add(
    'TYPHOON_ERR_PARAM_INVALID',
    `${place}, parameter ${method.length}`,
    'has a default in TypeScript, but its schema demands the value, so that the default is never used. Write it into the schema, Type.Integer({ default: 10 }): the documents show it, too.',
  );
}

/** The sources of a constructor's arguments: the class's own, or those of the nearest base class that has any. */
export function describeConstructorParameters(target: AnyClass, place: string, problems: ProblemList): readonly SourceRecord[] {
  for (let owner: AnyClass | null = target; typeof owner === 'function'; owner = Object.getPrototypeOf(owner) as AnyClass | null) {
    const parameters = readOwnParameters(owner, undefined);
    if (parameters.length > 0) return orderSources(parameters, { from: 0, to: owner.length }, place, CONSTRUCTOR, problems);
    if (owner.length > 0) return orderSources([], { from: 0, to: owner.length }, place, CONSTRUCTOR, problems);
  }
  return [];
}

/** What is said of a parameter that names no source. */
interface Missing {
  readonly code: ErrorCode;
  readonly format: (index: number) => string;
}

const METHOD: Missing = {
  code: 'TYPHOON_ERR_PARAM_SOURCE',
  format: (index) => `parameter ${index} names no source. Add @Body(), @Query(), @Path(), @Header(), @Cookie(), @Form(), @File() or @Depends().`,
};
const CONSTRUCTOR: Missing = {
  code: 'TYPHOON_ERR_DEP_MISSING',
  format: (index) => `cannot be made, since parameter ${index} of its constructor names no dependency. Add @Depends(…).`,
};

function orderSources(
  parameters: ReturnType<typeof readOwnParameters>,
  { from, to }: { readonly from: number; readonly to: number },
  place: string,
  missing: Missing,
  problems: ProblemList,
): readonly SourceRecord[] {
  const sources: SourceRecord[] = [];
  const count = Math.max(to, ...parameters.map((parameter) => parameter.index + 1));
  for (let index = from; index < count; index++) {
    const [first, second] = parameters.filter((parameter) => parameter.index === index);
    if (first === undefined) {
      problems.add(missing.code, place, missing.format(index));
      continue;
    }
    if (second !== undefined)
      problems.add('TYPHOON_ERR_PARAM_SOURCE', place, `parameter ${index} names two sources, '${second.source.in}' and '${first.source.in}'. Keep one.`);
    sources[index - from] = first.source;
  }
  return sources;
}
