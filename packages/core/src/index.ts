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
