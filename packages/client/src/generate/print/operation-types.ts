/** The types of an operation or a socket: what goes in, and what may come out. */
import type { ApiReply, ApiStream } from '../document/api.js';
import { codesOf, isListed } from '../document/problem-codes.js';
import type { NamedMember } from '../name/client-names.js';
import { STRING, UNDEFINED, toUnion } from '../schema/type-node.js';
import type { PropertyNode, TypeNode, Variant } from '../schema/type-node.js';
import { toComment } from './comment.js';
import { indent, join, line } from './layout.js';
import type { Layout } from './layout.js';
import type { Declaration } from './printed-module.js';
import { unionAfter } from './type-printer.js';
import type { TypePrinter } from './type-printer.js';

/** `ReadInput`, `ReadSuccess`, `ReadError` … as far as there are any. */
export function printTypes(member: NamedMember, types: TypePrinter): Declaration[] {
  const input = printInput(member, types);
  const { typeName } = member;
  if ('socket' in member) {
    const { send, receive } = member.socket;
    return [...input, alias(`${typeName}Send`, types.after(send, 'input')), alias(`${typeName}Receive`, types.after(receive, 'output'))];
  }
  const { replies, failures, stream } = member.operation;
  const output = stream === undefined ? alias(`${typeName}Success`, printSuccess(replies, types)) : alias(`${typeName}Item`, printItem(stream, types));
  const errors = failures.length === 0 ? [] : [alias(`${typeName}Error`, union(failures.map((failure) => printFailure(failure, types))))];
  return [...input, output, ...errors];
}

/** `Operation<ReadInput, ReadSuccess, ReadError>` */
export function printMemberType(member: NamedMember, types: TypePrinter): Layout {
  const { typeName } = member;
  const input = hasInput(member) ? `${typeName}Input` : 'void';
  if ('socket' in member) return types.generic('SocketOperation', [input, `${typeName}Send`, `${typeName}Receive`]);
  const { stream, failures } = member.operation;
  const error = failures.length === 0 ? 'never' : `${typeName}Error`;
  return stream === undefined
    ? types.generic('Operation', [input, `${typeName}Success`, error])
    : types.generic('StreamOperation', [input, `${typeName}Item`, error]);
}

function hasInput(member: NamedMember): boolean {
  const call = 'socket' in member ? member.socket : member.operation;
  return call.parameters.length > 0 || ('body' in call && call.body !== undefined);
}

/** `Failure<404, 'item_not_found', models.ItemNotFound>` */
export function printFailure({ status, type }: ApiReply, types: TypePrinter): Layout {
  const codes = codesOf(type);
  const code = isListed(codes) ? toUnion(codes.map((value) => ({ kind: 'literal', value }))) : codes === 'open' ? STRING : toUnion([STRING, UNDEFINED]);
  return types.generic('Failure', [status === undefined ? 'number' : String(status), types.argument(code, 'output'), types.argument(type, 'output')]);
}

function printInput(member: NamedMember, types: TypePrinter): Declaration[] {
  if (!hasInput(member)) return [];
  const { id, parameters } = 'socket' in member ? member.socket : member.operation;
  const name = `${member.typeName}Input`;
  const comment = toComment([`Input of \`${id}\`.`]);
  // What is optional may be undefined: so it can be handed on.
  const own = parameters.map(({ property }) => toOptional(property));
  const members = toBodies(member).map((body): TypeNode => ({ kind: 'object', properties: [...own, ...body] }));
  const [first, ...others] = members;
  if (first?.kind === 'object' && others.length === 0) return [{ type: [comment, `export interface ${name} `, types.object(first, 'input')] }];
  return [{ type: [comment, `export type ${name} =`, types.after({ kind: 'union', members }, 'input'), ';'] }];
}

/** The body as properties of the input: once, or for each media type that it may be of. */
function toBodies(member: NamedMember): PropertyNode[][] {
  const body = 'operation' in member ? member.operation.body : undefined;
  if (body === undefined) return [[]];
  const { choices, isRequired, comment } = body;
  return choices.map(({ type, form, mediaType }, index) => {
    const variant: Variant = form === undefined ? 'input' : 'form';
    const property: PropertyNode = {
      name: 'body',
      type: { kind: 'variant', variant, type: isRequired ? type : toUnion([type, UNDEFINED]) },
      isRequired,
      comment,
    };
    const contentType = toOptional({ name: 'contentType', type: { kind: 'literal', value: mediaType }, isRequired: index > 0, comment: [] });
    return choices.length === 1 ? [property] : [property, contentType];
  });
}

function toOptional(property: PropertyNode): PropertyNode {
  return property.isRequired ? property : { ...property, type: toUnion([property.type, UNDEFINED]) };
}

function printSuccess(replies: readonly ApiReply[], types: TypePrinter): Layout {
  const printed = replies.map(({ status, type }) =>
    types.generic('Success', [status === undefined ? 'number' : String(status), types.argument(type, 'output')]),
  );
  return printed.length === 0 ? [' ', types.generic('Success', ['number', 'unknown'])] : union(printed);
}

function printItem(stream: ApiStream, types: TypePrinter): Layout {
  if (stream.kind === 'lines') return types.after(stream.item, 'output');
  const events = stream.events.map(({ name, data }) => {
    const nameType: TypeNode = name === undefined ? UNDEFINED : { kind: 'literal', value: name };
    return types.generic('ServerEvent', [types.argument(nameType, 'output'), types.argument(data, 'output')]);
  });
  return union(events);
}

function alias(name: string, type: Layout): Declaration {
  return { type: [`export type ${name} =`, type, ';'] };
}

/** ` A | B`, or one a line; with the space before. */
export function union(types: readonly Layout[]): Layout {
  const [first, ...others] = types;
  if (first === undefined) return ' never';
  return others.length === 0 ? [' ', first] : unionAfter(join([line, '| '], types.map(indent)));
}
