import type { ProblemList } from '../errors.js';
import type { FormatTable } from '../schema/formats.js';
import type { TSchema } from '../schema/typebox.js';
import { findSchemaProblems } from '../validation/problems.js';
import { messagesOf } from './channel.js';
import { findExampleProblems } from './example-problems.js';
import type { RouteDefinition } from './route-definition.js';

/** Checks every schema of every route once, and the examples beside them. `formats` are the application's own. */
export function findSchemaTableProblems(routes: readonly RouteDefinition[], problems: ProblemList, formats?: FormatTable): void {
  const checked = new Set<TSchema>();
  const check = (schema: TSchema | undefined, place: string): void => {
    if (schema === undefined || checked.has(schema)) return;
    checked.add(schema);
    for (const problem of findSchemaProblems(schema, formats))
      problems.add(problem.code, problem.path === '' ? place : `${place}, ${problem.path}`, problem.message);
  };
  for (const route of routes) {
    for (const input of route.inputs) check(input.schema, input.place);
    for (const response of route.responses) check(response.kind.schema, `${route.place}, response ${response.status}`);
    for (const { direction, schema } of messagesOf(route)) check(schema, `${route.place}, ${direction}`);
    for (const error of route.throws) check(error.definition.schema, `${route.place}, error '${error.definition.code}'`);
  }
  findExampleProblems(routes, problems, formats);
}
