import type { ProblemList } from '../errors.js';
import type { FormatTable } from '../schema/formats.js';
import { isTransform } from '../schema/typebox.js';
import type { TSchema } from '../schema/typebox.js';
import type { ReadMode } from '../validation/conversion.js';
import { findMisfit } from '../validation/misfit.js';
import { Frame } from '../validation/reference.js';
import type { InputDefinition, ResponseDefinition, RouteDefinition } from './route-definition.js';

/** An example of the documents, and the schema that it stands beside. */
interface Example {
  readonly schema: TSchema;
  readonly value: unknown;
  readonly place: string;
  /** How it may be written: as clients send it, or as handlers see it. */
  readonly modes: readonly ReadMode[];
}

/**
 * Checks the examples of inputs and answers against their schemas; those inside of schemas are checked with these.
 * Named examples of an input are left alone: they may show what is refused.
 */
export function findExampleProblems(routes: readonly RouteDefinition[], problems: ProblemList, formats?: FormatTable): void {
  const seen = new Set<object>();
  for (const route of routes) {
    const inputs = route.inputs.filter(({ options }) => options.example !== undefined && !seen.has(options));
    const responses = route.responses.filter(({ examples }) => !seen.has(examples));
    for (const { schema, value, place, modes } of [...inputs.flatMap(exampleOf), ...responses.flatMap((response) => examplesOf(response, route.place))]) {
      const misfit = isTransform(schema) ? undefined : findMisfit(schema, new Frame(schema), value, { formats, modes });
      if (misfit !== undefined) problems.add('TYPHOON_ERR_SCHEMA_INVALID', place, `the example does not fit its schema${misfit}. Change one of them.`);
    }
    for (const { options } of inputs) seen.add(options);
    for (const { examples } of responses) seen.add(examples);
  }
}

function exampleOf({ in: part, schema, options, place }: InputDefinition): Example[] {
  if (part === 'file') return [];
  return [{ schema, value: options.example, place: `${place}, option 'example'`, modes: part === 'body' ? ['json', 'output'] : ['json', 'text', 'output'] }];
}

function examplesOf({ kind, examples, status }: ResponseDefinition, place: string): Example[] {
  const { schema } = kind;
  if (schema === undefined || kind.toPayload !== undefined) return [];
  return Object.entries(examples)
    .filter(([, { value }]) => value !== undefined)
    .map(([name, { value }]) => ({ schema, value, place: `${place}, response ${status}, example '${name}'`, modes: ['json', 'output'] }));
}
