// For packages of Typhoon
export { codecOf } from './schema/codec.js';
export type { Codec } from './schema/codec.js';
export { componentOf } from './schema/component.js';
export type { AnyModelClass, Component } from './schema/component.js';
export { isModelClass, toSchema } from './schema/model.js';
export { isOptional, isSchema, kindOf, TypeBoxType } from './schema/typebox.js';
export type { JsonSchema, TSchema } from './schema/typebox.js';
export { BootError, ProblemList } from './errors.js';
export type { ErrorCode, ProgramProblem } from './errors.js';
export type * from './describe/route-definition.js';
export type { ParameterOptions, ParameterStyle, PartName } from './decorators/source.js';
export type { ErrorClass, ErrorDefinition } from './http/http-error.js';
export type { ResponseKind } from './http/response-kind.js';
export type { SecurityScheme } from './security/scheme.js';

// Security
export { security } from './security/security.js';
export type { Absent, SchemeOptions, SecurityDependency } from './security/scheme.js';
export type { AnyCredentials } from './security/any.js';
export type { ApiKeyOptions } from './security/api-key.js';
export type { BasicCredentials, BasicOptions } from './security/basic.js';
export type { BearerOptions } from './security/bearer.js';
export { formatChallenge, formatChallenges, unauthorized } from './security/challenge.js';
export type { Challenge, UnauthorizedOptions } from './security/challenge.js';
export { constantTimeEqual } from './security/constant-time.js';
export type { HttpSchemeOptions } from './security/http-scheme.js';
export type { AuthorizationCodeFlow, ImplicitFlow, OAuth2Flows, OAuth2Options, OAuth2Scopes, TokenFlow } from './security/oauth2.js';
export { AccessToken, PasswordForm } from './security/password-form.js';
export { hashPassword, needsRehash, verifyPassword } from './security/password.js';
export type { PasswordCost } from './security/password.js';
export { requiredScopes } from './security/required-scopes.js';
export type { RequiredScopes } from './security/required-scopes.js';
