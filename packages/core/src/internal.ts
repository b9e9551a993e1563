// What other packages of Typhoon need and users do not: `@typhoon/core/internal`. It may change in any release.

// Schemas
export { codecOf } from './schema/codec.js';
export type { Codec } from './schema/codec.js';
export { componentOf } from './schema/component.js';
export type { Component } from './schema/component.js';
export { isModelClass, toSchema } from './schema/model.js';
export { TypeBoxType, isSchema, kindOf } from './schema/typebox.js';
export { isJsonType } from './http/media-type.js';
export { offeredTypes } from './compile/accept.js';
export { uploadRuleOf } from './http/upload-rule.js';

// Describing
export { describeRoutes } from './describe/describe-routes.js';
export { ProblemList } from './errors.js';
