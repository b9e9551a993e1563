// What other packages of Typhoon need and users do not: `@typhoon/core/internal`. It may change in any release.

// Schemas
export { codecOf } from './schema/codec.js';
export type { Codec } from './schema/codec.js';
export { componentOf } from './schema/component.js';
export type { Component } from './schema/component.js';
export { formatTable } from './dependency/format-table.js';
export { isModelClass, toSchema } from './schema/model.js';
export { TypeBoxType, isSchema, isTransform, kindOf } from './schema/typebox.js';
export { isJsonType } from './http/media-type.js';
export { compileAcceptCheck, offeredTypes } from './compile/accept.js';
export { toAddressGroup, withoutPort } from './http/address-group.js';
export { RETRY_AFTER } from './http/limit-errors.js';
export { uploadRuleOf } from './http/upload-rule.js';

// Describing
export { findSchemaProblems } from './validation/problems.js';
export { describeRoutes } from './describe/describe-routes.js';
export { ProblemList } from './errors.js';

// Programs that load applications
export { isDescribed, readLauncher, setLauncher } from './launcher.js';
export type { Launcher } from './launcher.js';

// Observing
export { MetricSources } from './observe/metric-sources.js';
export { joinGathering, serveGather } from './observe/gather.js';
export type { Gathered, Gathering } from './observe/gather.js';
export { isAddedUp } from './observe/past-counts.js';
export { openConnectionsOf } from './fastify/open-connections.js';
export { kLogBindings } from './fastify/server.js';

// Kinds of routes
export { httpDescriber } from './describe/http-route.js';
export type { DescribedOptions, RouteDescriber } from './describe/route-describer.js';
export type { OptionsLevel } from './describe/options.js';
export { APPLICATION_RULES, SHARED_RULES } from './describe/option-rules.js';
export { cureOfOtherWord } from './describe/other-words.js';
export { anything, assertAppOption, assertOptions, flag, list, readByRules, text } from './validation/option-table.js';
export type { OptionRule, OptionRules } from './validation/option-table.js';
export { BODY_PARTS } from './describe/graph.js';
export { cookieSetBy, createDependency, extendDependency } from './dependency/dependency.js';
export { toSecurityDependency } from './security/scheme.js';
export { readOwnRoutes, readWork, writeFeature, writeRoute, writeWork } from './metadata/store.js';
export type { AnyClass, WorkRecord } from './metadata/store.js';
export { tagOf } from './fastify/etag.js';
export { runDependencies } from './compile/dependencies.js';
export { compileGivenCall } from './compile/handler-call.js';
export { compileSteps } from './compile/steps.js';
export { isThenable } from './compile/thenable.js';
export type { CompiledSteps, CompileServices } from './compile/steps.js';
export { beginState, stateOf } from './compile/request-state.js';
export type { RequestState } from './compile/request-state.js';
export { Teardowns } from './compile/teardown.js';
export { createErrorHandler } from './fastify/error-handler.js';
export { createSocketFeatureHooks } from './fastify/feature-hooks.js';
export { createEarlyHook, createValidationHook, runStep, runsEarly, validates } from './fastify/step-hooks.js';
export type { Done } from './fastify/step-hooks.js';

// Values
export { readDuration, toMilliseconds } from './values/duration.js';
export type { Duration } from './values/duration.js';
export { readCookies } from './http/cookies.js';
export { addVary, readVary } from './http/vary.js';
export { compileValidator, INVALID } from './validation/validator.js';
export type { Validator } from './validation/validator.js';
export { collectIssues } from './validation/issues.js';
export { markedNamesOf } from './validation/marked-names.js';
export { collectOutputIssues } from './validation/output.js';
export { compileSerializer } from './serialization/serializer.js';
export { BodySyntaxError, toError } from './http/request-errors.js';
export { FormBody } from './http/form-body.js';
export { parseJson } from './http/json-body.js';
export { findErrorHandler } from './compile/error-handling.js';
export { RequestAbandonedError } from './compile/teardown.js';
export type { AnyConstructor, Check } from './decorators/check.js';
export type { CheckTarget, Described } from './decorators/method.js';
