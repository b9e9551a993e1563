import type { InputDefinition } from '../describe/route-definition.js';
import { FormBody } from '../http/form-body.js';
import type { FormFile } from '../http/form-body.js';
import { uploadRuleOf } from '../http/upload-rule.js';
import type { UploadRule } from '../http/upload-rule.js';
import { INVALID } from '../validation/invalid.js';
import type { ValidationIssue } from '../validation/issue.js';

/** Reads the files of one input out of a parsed form. */
export interface FileReader {
  /** The file, the list of files, undefined for an optional one that was left out, or INVALID. */
  readonly read: (body: unknown) => unknown;
  readonly explain: (body: unknown) => ValidationIssue[];
}

/** Prepares the reading of a `File()` input; undefined for all others. */
export function compileFileReader({ name, schema }: InputDefinition): FileReader | undefined {
  const rule = uploadRuleOf(schema);
  if (rule === undefined || name === undefined) return undefined;
  const filesOf = (body: unknown): readonly FormFile[] => (body instanceof FormBody ? (body.files.get(name) ?? []) : []);
  const explain = (body: unknown): ValidationIssue[] => [...explainCount(rule, name, filesOf(body), body), ...explainTypes(rule, name, filesOf(body), body)];
  return {
    explain,
    read: (body) => {
      const files = filesOf(body);
      if (explain(body).length > 0) return INVALID;
      if (!rule.isList) return files[0];
      return files.length === 0 && rule.isOptional ? undefined : files;
    },
  };
}

/** Too many files are refused while they are read. */
function explainCount(rule: UploadRule, name: string, files: readonly FormFile[], body: unknown): ValidationIssue[] {
  const loc = ['body', name];
  if (files.length === 0) {
    const text = body instanceof FormBody && Object.hasOwn(body.fields, name) ? body.fields[name] : undefined;
    if (text !== undefined && text !== '') return [{ type: 'file_type', loc, msg: 'Input should be a file', input: text }];
    return rule.isOptional || rule.minCount === 0 ? [] : [{ type: 'missing', loc, msg: 'Field required', input: null }];
  }
  if (files.length >= rule.minCount) return [];
  const ctx = { field_type: 'List', min_length: rule.minCount, actual_length: files.length };
  const msg = `List should have at least ${rule.minCount} items after validation, not ${files.length}`;
  return [{ type: 'too_short', loc, msg, input: files.map(({ filename }) => filename), ctx }];
}

function explainTypes(rule: UploadRule, name: string, files: readonly FormFile[], body: unknown): ValidationIssue[] {
  const { types } = rule;
  if (types === undefined || !(body instanceof FormBody)) return [];
  return files.flatMap((file, index): ValidationIssue[] => {
    const actual = body.wrongTypes.get(file);
    if (actual === undefined) return [];
    const loc = rule.isList ? ['body', name, index] : ['body', name];
    return [
      {
        type: 'file_media_type',
        loc,
        msg: `File should be of type ${formatTypes(types)}, not ${actual}`,
        input: file.filename,
        ctx: { expected: formatTypes(types), actual },
      },
    ];
  });
}

function formatTypes(types: readonly string[]): string {
  return types.length < 2 ? types.join('') : `${types.slice(0, -1).join(', ')} or ${String(types.at(-1))}`;
}
