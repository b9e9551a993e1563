import type { RouteDefinition } from '../describe/route-definition.js';
import { MULTIPART, URLENCODED } from '../http/media-type.js';
import { uploadRuleOf } from '../http/upload-rule.js';
import type { UploadRule } from '../http/upload-rule.js';
import { membersOf } from './part-model.js';

/** What the parser of a route's form has to know. */
export interface FormPlan {
  /** Media types, the preferred one first. A form with files is multipart. */
  readonly accepts: readonly string[];
  /** Largest accepted body in bytes. */
  readonly bodyLimit: number;
  /** Most bytes of all text fields together. */
  readonly fieldsLimit: number;
  /** The files that are declared, by the names of their fields. */
  readonly files: ReadonlyMap<string, UploadRule>;
  /** The text fields that are declared. */
  readonly fields: ReadonlySet<string>;
  /** Most files of all fields together. */
  readonly maxFiles: number;
}

export function readsForm(route: RouteDefinition): boolean {
  return route.inputs.some((input) => input.in === 'form' || input.in === 'file');
}

/** A form with files is multipart; one without may be either. The preferred type comes first. */
export function acceptedForms(route: RouteDefinition): readonly string[] {
  return route.inputs.some((input) => input.in === 'file') ? [MULTIPART] : [URLENCODED, MULTIPART];
}

/** True where a handler reads a file while it arrives. */
export function readsStream(route: RouteDefinition): boolean {
  return route.inputs.some((input) => uploadRuleOf(input.schema)?.isStream === true);
}

/**
 * Prepares the parsing of a route's form.
 *
 * @param serverLimit Fastify's `bodyLimit` in bytes. Where the route says no other, it bounds the fields, and the files
 *   come on top: their own limits bound them.
 */
export function compileForm(route: RouteDefinition, serverLimit: number): FormPlan {
  const inputs = route.inputs.filter((input) => input.in === 'form' || input.in === 'file');
  const files = new Map<string, UploadRule>();
  const fields = new Set<string>();
  for (const { name, schema } of inputs) {
    const rule = uploadRuleOf(schema);
    if (rule !== undefined && name !== undefined) files.set(name, rule);
    else for (const field of name === undefined ? Object.keys(membersOf(schema)) : [name]) fields.add(field);
  }
  const rules = [...files.values()];
  const bodyLimit = route.policy.bodyLimit ?? serverLimit + rules.reduce((sum, rule) => sum + rule.maxSize * rule.maxCount, 0);
  return {
    accepts: acceptedForms(route),
    bodyLimit,
    fieldsLimit: Math.min(serverLimit, bodyLimit),
    files,
    fields,
    maxFiles: rules.reduce((sum, rule) => sum + rule.maxCount, 0),
  };
}
