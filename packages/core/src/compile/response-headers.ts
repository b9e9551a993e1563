import type { FastifyReply } from 'fastify';
import type { HeaderDocumentation, ResponseDefinition, RouteDefinition } from '../describe/route-definition.js';
import { ResponseValidationError } from '../http/request-errors.js';
import type { FormatTable } from '../schema/formats.js';
import type { ValidationIssue } from '../validation/issue.js';
import { collectIssues } from '../validation/issues.js';

/** What is wrong with the headers of an answer: one that must be there and is not, or a value that does not fit its schema. */
export type CheckHeaders = (reply: FastifyReply) => ResponseValidationError | undefined;

/** True where an answer has headers that the route documents. */
export function documentsHeaders({ responses }: RouteDefinition): boolean {
  return responses.some((response) => ownHeaders(response).length > 0);
}

/** Without those of a response kind, `location` of a redirect say, which it sets itself. */
function ownHeaders({ kind, headers }: ResponseDefinition): (readonly [name: string, documentation: HeaderDocumentation])[] {
  return Object.entries(headers).filter(([name, documentation]) => documentation !== kind.headers?.[name]);
}

/**
 * Prepares the check of the headers that are documented for each status of a route. Those that are set after the last
 * hook of the route cannot be seen, and are left alone.
 */
export function compileHeaderCheck(route: RouteDefinition, formats: FormatTable | undefined): CheckHeaders {
  const byStatus = new Map(route.responses.map((response) => [response.status, ownHeaders(response).filter(([name]) => !isSetLater(name, route))]));
  return (reply) => {
    const documented = byStatus.get(reply.statusCode) ?? [];
    const issues = documented.flatMap(([name, documentation]) => checkHeader(name, documentation, reply.getHeader(name), formats));
    return issues.length === 0 ? undefined : new ResponseValidationError(route.place, reply.statusCode, issues);
  };
}

const SET_BY_NODE = new Set(['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding']);

function isSetLater(name: string, { policy }: RouteDefinition): boolean {
  const lower = name.toLowerCase();
  return SET_BY_NODE.has(lower) || (lower === 'etag' && policy.etag !== undefined);
}

function checkHeader(name: string, { schema, required = false }: HeaderDocumentation, value: unknown, formats: FormatTable | undefined): ValidationIssue[] {
  const loc = ['header', name.toLowerCase()];
  if (value === undefined) return required ? [{ type: 'missing', loc, msg: 'Field required', input: undefined }] : [];
  return toTexts(value, schema['type'] === 'array').flatMap((text) => collectIssues(schema, text, 'text', loc, { formats }));
}

/** A header that was set several times has several values, unless its schema says that these are a list. */
function toTexts(value: unknown, isList: boolean): readonly (string | readonly string[])[] {
  const texts = (Array.isArray(value) ? (value as unknown[]) : [value]).map(String);
  return isList ? [texts.flatMap((text) => text.split(',')).map((text) => text.trim())] : texts;
}
