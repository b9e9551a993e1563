import type { ResponseOptions, RouteOptions } from '../decorators/route-options.js';
import type { ProblemList } from '../errors.js';
import { createResponseKind, isResponseLike, jsonResponse, toResponseKind } from '../http/response-kind.js';
import type { ResponseKind } from '../http/response-kind.js';
import { isBodyless, reasonOf } from '../http/status.js';
import { TypeBoxType } from '../schema/typebox.js';
import { formatFound } from '../validation/found.js';
import { toResponseDocumentation } from './options.js';
import type { OwnRouteOptions } from './options.js';
import type { ResponseDefinition } from './route-definition.js';

/** The answers of a route: the one for a plain return value first, declared alternatives by ascending status. */
export function describeResponses(own: OwnRouteOptions, shared: ResponseOptions, place: string, problems: ProblemList): readonly ResponseDefinition[] {
  const main = describeMain(own, place, problems);
  const alternatives = { ...shared, ...(own.responses as ResponseOptions | undefined) };
  const others = Object.entries(alternatives)
    .map(([status, option]) => ({ status: Number(status), option }))
    .filter(({ status }) => status !== main.status || own.response === undefined)
    .map(({ status, option }) => describeAlternative(status, option, place, problems));
  const first = own.response === undefined ? (findDeclared(own, others, main.status) ?? main) : main;
  return [first, ...others.filter((response) => response !== first)];
}

/** Only alternatives are declared: a plain return value is the successful one of them. */
function findDeclared(own: RouteOptions, others: readonly ResponseDefinition[], usual: number): ResponseDefinition | undefined {
  const usually = others.find(({ status }) => status === usual);
  if (usually !== undefined || own.status !== undefined) return usually;
  const declared = Object.keys((own.responses as ResponseOptions | undefined) ?? {}).map(Number);
  return others.find(({ status }) => status < 400 && declared.includes(status));
}

function describeMain(own: OwnRouteOptions, place: string, problems: ProblemList): ResponseDefinition {
  const kind = mainKind(own, place, problems);
  const status = own.status ?? kind.status;
  assertStatus(status, kind, place, problems);
  return {
    status,
    kind,
    description: own.responseDescription ?? defaultDescription(status),
    headers: { ...kind.headers, ...own.responseHeaders },
    examples: own.examples ?? {},
  };
}

function mainKind(own: OwnRouteOptions, place: string, problems: ProblemList): ResponseKind<unknown> {
  if (own.response !== undefined) return checkedKind(own.response, 'response', place, problems);
  const isWithoutBody = own.method === 'HEAD' || (own.status !== undefined && isBodyless(own.status));
  return isWithoutBody ? noBody(own.status ?? 200) : anyBody;
}

function describeAlternative(status: number, option: ResponseOptions[number], place: string, problems: ProblemList): ResponseDefinition {
  const documentation = toResponseDocumentation(option);
  const kind = documentation.response === undefined ? noBody(status) : checkedKind(documentation.response, `responses[${status}]`, place, problems);
  assertStatus(status, kind, place, problems);
  return {
    status,
    kind,
    description: documentation.description ?? defaultDescription(status),
    headers: { ...kind.headers, ...documentation.headers },
    examples: documentation.examples ?? {},
  };
}

function checkedKind(response: unknown, option: string, place: string, problems: ProblemList): ResponseKind<unknown> {
  if (isResponseLike(response)) return toResponseKind(response);
  problems.add(
    'TYPHOON_ERR_ROUTE_RESPONSE',
    place,
    `${option} expects a TypeBox schema, a Model class or a response like Text but got ${formatFound(response)}.`,
  );
  return anyBody;
}

function assertStatus(status: number, kind: ResponseKind<unknown>, place: string, problems: ProblemList): void {
  if (!Number.isInteger(status) || status < 200 || status > 599) {
    problems.add('TYPHOON_ERR_ROUTE_RESPONSE', place, `the status '${status}' is no final HTTP status. Choose one from 200 to 599.`);
    return;
  }
  if (kind.statuses?.includes(status) === false) {
    problems.add(
      'TYPHOON_ERR_ROUTE_RESPONSE',
      place,
      `the status '${status}' makes no sense with the response '${kind.name}'. Choose ${kind.statuses.slice(0, -1).join(', ')} or ${String(kind.statuses.at(-1))}.`,
    );
    return;
  }
  if (isBodyless(status) && kind.mediaType !== undefined) {
    problems.add(
      'TYPHOON_ERR_ROUTE_RESPONSE',
      place,
      `status ${status} has no body but a response schema is declared. Leave the schema out or choose another status.`,
    );
  }
}

const anyBody: ResponseKind<unknown> = jsonResponse(TypeBoxType.Unknown());

function noBody(status: number): ResponseKind<unknown> {
  return createResponseKind({ name: 'empty', mediaType: undefined, schema: undefined, status, toPayload: () => undefined });
}

function defaultDescription(status: number): string {
  return status === 200 ? 'Successful response' : (reasonOf(status) ?? 'Response');
}
