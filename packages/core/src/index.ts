// The public list, by hand.

// Application
export { Application, createApp } from './app.js';
export type { ApplicationOptions } from './app.js';
export type { ServerOptions } from './fastify/server-options.js';
export type { GuardOptions } from './describe/guard.js';
export { typhoon } from './plugin.js';
export type { PluginOptions } from './plugin.js';
export type { KindSettings, RouteCell, RouteKind } from './route-kind.js';
export type { WorkCall, WorkKind, WorkServices } from './work-kind.js';
export type { FeatureHook, FeatureHooks, FeatureRoute, MessageGate, MessageVerdict, RouteFeature, SocketFeatureHooks } from './route-feature.js';

// Declaring
export { Controller } from './decorators/controller.js';
export { Delete, Get, Head, Options, Patch, Post, Put, Route } from './decorators/method.js';
export type { InferReturn, MethodDecorator, RouteDecorator } from './decorators/method.js';
export { Body, Cookie, Form, Header, Path, Query } from './decorators/parameter.js';
export type { NamedSource } from './decorators/parameter.js';
export { File } from './decorators/file.js';
export type { FileOptions, InferFile } from './decorators/file.js';
export { UploadedFile } from './http/upload-file.js';
export type { UploadDescription } from './http/upload-file.js';
export { UploadStream } from './http/upload-stream.js';
export { FormBody } from './http/form-body.js';
export { mount } from './decorators/mount.js';
export type { Mount } from './decorators/mount.js';
export { onError } from './decorators/route-options.js';
export type {
  ConcurrencyOptions,
  ControllerOptions,
  ErrorHandler,
  ErrorHandlerResult,
  NameOperation,
  OperationToName,
  ResponseDocumentation,
  ResponseOptions,
  RouteOptions,
  SharedOptions,
} from './decorators/route-options.js';
export type { ParameterOptions, ParameterStyle, PartName, Source, SourceRecord, Yields } from './decorators/source.js';
export type { InferInput, InferOutput, Problem, SchemaLike } from './decorators/check.js';

// What was declared: `app.routes`
export type * from './describe/route-definition.js';
export type { Duration } from './values/duration.js';

// Schemas
export { Model } from './schema/model.js';
export type { ModelClass, ModelOptions } from './schema/model.js';
export { named } from './schema/component.js';
export type { AnyModelClass } from './schema/component.js';
export { Type } from './schema/type.js';
export type { MapOptions, SetOptions } from './schema/type.js';
export type { FormatCheck, FormatTable } from './schema/formats.js';
export { parse, safeParse } from './values/parse.js';
export type { ParseOptions, ParseResult } from './values/parse.js';
export { stringify } from './values/stringify.js';
export type { StringifyOptions } from './values/stringify.js';
export type * from './schema/typebox.js';

// Dependencies
export { Depends, Security, dependency, lazy } from './dependency/dependency.js';
export type { Dependency, DependencyInput, DependencyOptions, Lifetime, Yielded } from './dependency/dependency.js';
export { Injectable } from './dependency/injectable.js';
export { Ready } from './dependency/readiness.js';
export type { ReadinessCheck } from './dependency/readiness.js';
export { metricSources } from './observe/metric-sources.js';
export type { MetricSample, MetricSource, MetricSources } from './observe/metric-sources.js';
export { observer } from './observe/observer.js';
export type { Note, Observed, ObservedAttributes, Observer } from './observe/observer.js';
export { lastEventId } from './dependency/last-event-id.js';
export { fastifyReply, fastifyRequest, log, signal } from './dependency/request.js';
export { background } from './dependency/background.js';
export type { Background } from './dependency/background.js';

// Answers
export { reply } from './http/reply.js';
export type { Reply } from './http/reply.js';
export { Html, Text } from './http/text.js';
export { Bytes } from './http/bytes.js';
export type { ByteSource } from './http/bytes.js';
export { EventStream } from './http/event-stream.js';
export type { EventData, EventStreamKind, EventStreamOptions, InferEvent, NamedEvents } from './http/event-stream.js';
export { event } from './http/server-event.js';
export type { EventFields, ServerEvent } from './http/server-event.js';
export { JsonLines } from './http/json-lines.js';
export type { JsonLinesOptions } from './http/json-lines.js';
export type { StreamOptions } from './http/stream-payload.js';
export type { StreamSource } from './http/stream-source.js';
export { FileDownload } from './http/file-download.js';
export type { DiskFile, FileDescription, FileDownloadKind, FileSource, HeldFile } from './http/file-download.js';
export { Redirect } from './http/redirect.js';
export { Empty } from './http/empty.js';
export type { FurtherAnswer, ResponseKind, ResponseLike } from './http/response-kind.js';

// Errors
export { HttpError } from './http/http-error.js';
export { RequestTimeout, TooBusy } from './http/limit-errors.js';
export type { DefinedErrorOptions, ErrorClass, ErrorDefinition, HttpErrorOptions } from './http/http-error.js';
export { ValidationError } from './values/validation-error.js';
export { RequestValidationError, ResponseTypeError, ResponseValidationError } from './http/request-errors.js';
export type { ErrorEnvelope } from './http/problem.js';
export type { ValidationIssue } from './validation/issue.js';
export { BootError, ERROR_CODES } from './errors.js';
export type { ErrorCode, ProgramProblem } from './errors.js';

// Security
export { security } from './security/security.js';
export type { Absent, SchemeOptions, SecurityDependency, SecurityScheme } from './security/scheme.js';
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

// Settings
export { settings } from './settings/settings.js';
export type { Settings, SettingsLocation, SettingsOptions } from './settings/settings.js';
export { Secret, secret } from './settings/secret.js';
export type { SettingVariable } from './settings/setting-variables.js';
export { SettingsError } from './settings/settings-error.js';
export type { SettingProblem } from './settings/settings-error.js';
