import type { FastifyRequest } from 'fastify';
import { createDependency } from '../dependency/dependency.js';
import type { Dependency } from '../dependency/dependency.js';
import { formatChallenge, notAuthenticated } from './challenge.js';
import type { Challenge } from './challenge.js';

/** A security scheme: what the documents say of it, and what a refusal tells the client. */
export interface SecurityScheme {
  /** Its name under `components.securitySchemes`. */
  readonly name: string;
  /** The Security Scheme Object. @see OpenAPI 3.1 §4.8.27 */
  readonly document: Readonly<Record<string, unknown>>;
  /** True where missing credentials yield `undefined` instead of 401. */
  readonly optional: boolean;
  /** What a 401 asks for in `WWW-Authenticate`. Default: `Bearer`. */
  readonly challenge?: Challenge;
  /** True where the token of a socket may stand among its subprotocols, behind `bearer`: browsers set no headers there. */
  readonly inSubprotocol?: boolean;
  /** Present where one of several schemes is enough (`security.any`): these are documented instead, as alternatives. */
  readonly anyOf?: readonly SecurityScheme[];
}

/** A security scheme as a dependency: it yields the credentials of the request, unchecked, and refuses a request without. */
export interface SecurityDependency<TCredentials> extends Dependency<TCredentials> {
  readonly scheme: SecurityScheme;
  readonly [kReadCredentials]: ReadCredentials;
}

/** What may be said of every security scheme. */
export interface SchemeOptions<TOptional extends boolean = boolean> {
  /** The name under `components.securitySchemes`; two schemes of one application need two names. Default: FastAPI's, `HTTPBearer` or the like. */
  readonly name?: string;
  /** Shown in the sign-in dialog of `/docs`. CommonMark. */
  readonly description?: string;
  /**
   * True yields `undefined` where the request carries no credentials of this kind, so that the route can serve strangers too.
   * Credentials of this kind that are malformed are refused all the same. Default: false.
   */
  readonly optional?: TOptional;
}

/** `undefined` where the scheme is optional. */
export type Absent<TOptional extends boolean> = true extends TOptional ? undefined : never;

/** The credentials; `undefined` where the request has none of this kind, `null` where it has some that cannot be read. */
export type ReadCredentials<TCredentials = unknown> = (request: FastifyRequest) => TCredentials | undefined | null;

export const kReadCredentials = Symbol.for('typhoon.read-credentials');

/** What a security scheme is made of. */
export interface SchemeParts<TCredentials> {
  readonly defaultName: string;
  readonly document: Readonly<Record<string, unknown>>;
  readonly challenge: Challenge;
  readonly read: ReadCredentials<TCredentials>;
}

/** Joins what is documented and what is enforced into one dependency. */
export function createScheme<TCredentials, TOptional extends boolean>(
  parts: SchemeParts<TCredentials>,
  options: SchemeOptions<TOptional>,
): SecurityDependency<TCredentials | Absent<TOptional>> {
  const { description, optional = false } = options;
  // Written into a header on every refusal: a wrong one shall fail here, where it is declared.
  formatChallenge(parts.challenge);
  const scheme: SecurityScheme = {
    name: options.name ?? parts.defaultName,
    document: description === undefined ? parts.document : { ...parts.document, description },
    optional,
    challenge: parts.challenge,
  };
  return toSecurityDependency(scheme, parts.read);
}

/** The dependency that enforces `scheme` by `read`. */
export function toSecurityDependency<TCredentials>(scheme: SecurityScheme, readCredentials: ReadCredentials): SecurityDependency<TCredentials> {
  const read = (request: FastifyRequest): unknown => {
    const credentials = readCredentials(request);
    if (credentials === null || (credentials === undefined && !scheme.optional)) throw notAuthenticated([scheme]);
    return credentials;
  };
  return { ...createDependency<TCredentials>({ make: 'request', name: scheme.name, read, scheme }), scheme, [kReadCredentials]: readCredentials };
}
