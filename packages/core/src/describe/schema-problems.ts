import type { ProblemList } from '../errors.js';
import type { FormatTable } from '../schema/formats.js';
import type { TSchema } from '../schema/typebox.js';
import { findSchemaProblems } from '../validation/problems.js';
import type { SchemaProblem } from '../validation/problems.js';
import { findReadOnlyProblems } from '../validation/read-only-problems.js';
import { messagesOf } from './channel.js';
import { findExampleProblems } from './example-problems.js';
import type { InputDefinition, RouteDefinition } from './route-definition.js';

/** Checks every schema of every route once, and the examples beside them. `formats` are the application's own. */
export function findSchemaTableProblems(routes: readonly RouteDefinition[], problems: ProblemList, formats?: FormatTable): void {
  const checked = new Set<TSchema>();
  const faulty = new Set<TSchema>();
  const add = ({ code, path, message }: SchemaProblem, place: string): void => problems.add(code, path === '' ? place : `${place}, ${path}`, message);
  const check = (schema: TSchema | undefined, place: string): void => {
    if (schema === undefined || checked.has(schema)) return;
    checked.add(schema);
    const found = findSchemaProblems(schema, formats);
    if (found.length > 0) faulty.add(schema);
    for (const problem of found) add(problem, place);
  };
  const received = new Set<TSchema>();
  const checkReceived = (schema: TSchema, place: string): void => {
    // What is no schema cannot be looked into.
    if (received.has(schema) || faulty.has(schema)) return;
    received.add(schema);
    for (const problem of findReadOnlyProblems(schema)) add(problem, place);
  };
  for (const route of routes) {
    for (const input of route.inputs) {
      check(input.schema, input.place);
      if (isReadOnlyMember(input)) problems.add('TYPHOON_ERR_SCHEMA_INVALID', input.place, READ_ONLY_MEMBER);
      else checkReceived(input.schema, input.place);
    }
    for (const response of route.responses) check(response.kind.schema, `${route.place}, response ${response.status}`);
    for (const { direction, schema } of messagesOf(route)) {
      check(schema, `${route.place}, ${direction}`);
      if (direction === 'receive') checkReceived(schema, `${route.place}, ${direction}`);
    }
    for (const error of route.throws) check(error.definition.schema, `${route.place}, error '${error.definition.code}'`);
  }
  findExampleProblems(routes, problems, formats);
}

const READ_ONLY_MEMBER = "the schema is readOnly, but what is readOnly is not read from requests. Take 'readOnly' away, or the parameter.";

/** A member of a body or a form is a property of what is sent. */
function isReadOnlyMember({ in: part, name, schema }: InputDefinition): boolean {
  return (part === 'body' || part === 'form') && name !== undefined && schema.readOnly === true;
}
