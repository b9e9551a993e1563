/** The client's first module: what makes one, and what it may throw. */
import type { Api, SecurityScheme } from '../document/api.js';
import { codesOf, isListed } from '../document/problem-codes.js';
import type { NamedGroup } from '../name/client-names.js';
import type { ModelNames } from '../name/model-names.js';
import { toComment } from './comment.js';
import { block, enclose, line, toText } from './layout.js';
import type { Layout } from './layout.js';
import { toKey, toStringLiteral, toValue, toValueKey } from './literal.js';
import type { Declaration, Module, ModuleImport } from './printed-module.js';
import { printFailure, union } from './operation-types.js';
import { TypePrinter } from './type-printer.js';

export function toIndexModule(api: Api, groups: readonly NamedGroup[], models: ModelNames, language: 'ts' | 'js'): Module {
  const imports = new Set<string>(['ClientOptions', ...(language === 'js' ? ['defineIsError'] : [])]);
  const types = new TypePrinter(models, 'models.', imports);
  const auth = api.schemes.map((scheme) => [toComment(scheme.comment), `${toKey(scheme.name)}?: `, toCredential(scheme, types), ' | undefined;']);
  const errors = toErrors(groups, types);
  const declarations: Declaration[] = [
    { type: [toComment(['What the operations want to know who calls: a value, or a function that is asked for it.']), 'export interface Auth ', block(auth)] },
    { type: [toComment(api.comment), ...toClientType(groups)] },
    toCreateClient(api, groups),
    { type: [toComment(['The declared errors by code and by status.']), 'export interface Errors ', block(errors)] },
    toIsError(),
  ];
  const needsModels = imports.delete('models');
  return {
    name: 'index',
    values: ['createTransport', 'defineIsError', ...new Set(api.schemes.map(makerOf))],
    types: [...imports],
    imports: [...groups.flatMap(toImports), ...(needsModels ? [typeImport('import type * as models', 'models')] : []), typeImport('export type *', 'models')],
    declarations,
  };
}

function toImports({ file, typeName, functionName }: NamedGroup): ModuleImport[] {
  return [{ clause: `import { ${functionName} }`, module: file, use: 'values' }, typeImport(`import type { ${typeName} }`, file)];
}

function typeImport(clause: string, module: string): ModuleImport {
  return { clause, module, use: 'types' };
}

/** What belongs to no group stands in the client itself. */
function toClientType(groups: readonly NamedGroup[]): Layout[] {
  const untagged = groups.find(({ key }) => key === undefined);
  const members = groups.flatMap(({ key, typeName, comment }) => (key === undefined ? [] : [[toComment(comment), `readonly ${toKey(key)}: ${typeName};`]]));
  return [`export interface Client ${untagged === undefined ? '' : `extends ${untagged.typeName} `}`, block(members)];
}

function toCreateClient(api: Api, groups: readonly NamedGroup[]): Declaration {
  const address = api.baseUrl ?? '/';
  const comment = toComment([`Makes a client${api.baseUrl === undefined ? '' : `; its base URL is \`${address}\` unless the options say another`}.`]);
  const schemes =
    api.schemes.length === 0 ? [] : [['const schemes = ', block(api.schemes.map((scheme) => [`${toValueKey(scheme.name)}: `, toScheme(scheme), ','])), ';']];
  const members = groups.map(({ key, functionName }) => (key === undefined ? `...${functionName}(transport),` : `${toKey(key)}: ${functionName}(transport),`));
  const options = enclose('{', ['...options', `baseUrl: options.baseUrl ?? ${toStringLiteral(address)}`], '}', { padding: line });
  const body = block([
    ...schemes,
    [
      groups.length === 0 ? 'createTransport' : 'const transport = createTransport',
      enclose('(', [options, api.schemes.length === 0 ? '{}' : 'schemes'], ')'),
      ';',
    ],
    ['return ', block(members), ';'],
  ]);
  return {
    ts: [comment, 'export function createClient(options: ClientOptions<Auth> = {}): Client ', body],
    js: [comment, 'export function createClient(options = {}) ', body],
    dts: [comment, 'export declare function createClient(options?: ClientOptions<Auth>): Client;'],
  };
}

function toIsError(): Declaration {
  const comment = toComment(["Whether something caught is the declared error with this code or status: `isError(error, 'not_found')`."]);
  return {
    ts: [comment, 'export const isError = defineIsError<Errors>();'],
    js: [comment, 'export const isError = defineIsError();'],
    dts: [comment, 'export declare const isError: ReturnType<typeof defineIsError<Errors>>;'],
  };
}

/** Of OAuth2 the run time does the password flow; tokens of the others are handed to it. */
function makerOf(scheme: SecurityScheme): string {
  if (scheme.type !== 'oauth2') return scheme.type;
  return isPasswordFlow(scheme) ? 'oauth2Password' : 'bearer';
}

function isPasswordFlow(scheme: SecurityScheme): boolean {
  return scheme.type === 'oauth2' && scheme.flow === 'password' && scheme.tokenUrl !== undefined;
}

function toScheme(scheme: SecurityScheme): Layout {
  if (scheme.type === 'apiKey') return ['apiKey', enclose('(', [toStringLiteral(scheme.in), toStringLiteral(scheme.parameter)], ')')];
  if (scheme.type !== 'oauth2' || !isPasswordFlow(scheme)) return makerOf(scheme);
  return ['oauth2Password(', toValue({ tokenUrl: scheme.tokenUrl, refreshUrl: scheme.refreshUrl }), ')'];
}

function toCredential(scheme: SecurityScheme, types: TypePrinter): Layout {
  if (scheme.type === 'basic') return types.imported('BasicCredential');
  const secret = types.imported('Secret');
  return isPasswordFlow(scheme) ? `${secret} | ${types.imported('PasswordCredential')}` : secret;
}

/** By code and by status; each the union of what is declared under it. */
function toErrors(groups: readonly NamedGroup[], types: TypePrinter): Layout[] {
  const byKey = new Map<string, Map<string, Layout>>();
  const failures = groups.flatMap(({ members }) => members.flatMap((member) => ('operation' in member ? member.operation.failures : [])));
  for (const failure of failures) {
    const codes = codesOf(failure.type);
    const keys = [...(isListed(codes) ? codes.map(toKey) : []), ...(failure.status === undefined ? [] : [String(failure.status)])];
    if (keys.length === 0) continue;
    const type = printFailure(failure, types);
    const text = toText(type, Infinity);
    for (const key of keys) byKey.set(key, (byKey.get(key) ?? new Map<string, Layout>()).set(text, type));
  }
  return [...byKey].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([key, found]) => [`${key}:`, union([...found.values()]), ';']);
}
