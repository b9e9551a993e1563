/** Types as TypeScript. */
import type { ModelNames } from '../name/model-names.js';
import { STRING, isKeyword } from '../schema/type-node.js';
import type { ObjectNode, PropertyNode, TypeNode, Variant } from '../schema/type-node.js';
import { toComment } from './comment.js';
import { block, enclose, group, ifBroken, indent, join, line, softLine } from './layout.js';
import type { Layout } from './layout.js';
import { toKey, toNumberLiteral, toStringLiteral } from './literal.js';

/** Prints types for one module, and remembers what the module has to import for them. */
export class TypePrinter {
  readonly #models: ModelNames;
  readonly #prefix: string;
  readonly #imports: Set<string>;

  /** `prefix` stands before the names of models: 'models.', or nothing where they are declared. */
  constructor(models: ModelNames, prefix: string, imports: Set<string>) {
    this.#models = models;
    this.#prefix = prefix;
    this.#imports = imports;
  }

  print(type: TypeNode, variant: Variant): Layout {
    if (type.kind === 'keyword') return type.name;
    if (type.kind === 'literal') return toLiteralType(type.value);
    if (type.kind === 'named') return this.#import(type.name);
    if (type.kind === 'file') return this.print(fileType(variant), variant);
    if (type.kind === 'reference') return this.#reference(this.#models.nameOf(type.model, variant));
    if (type.kind === 'variant') return this.print(type.type, type.variant);
    if (type.kind === 'array') return this.#array(type.item, variant);
    if (type.kind === 'tuple') return this.#tuple(type, variant);
    if (type.kind === 'object') return this.object(type, variant);
    return type.kind === 'union' ? this.#union(type.members, variant) : this.#intersection(type.members, variant);
  }

  /** What stands between the braces of an interface, and they. */
  object(type: ObjectNode, variant: Variant): Layout {
    const properties = type.properties.filter(({ access }) => isVisible(access, variant)).map((property) => this.property(property, variant));
    const index = type.index === undefined ? [] : [['[key: string]:', this.after(type.index, variant), ';']];
    return block([...properties, ...index]);
  }

  property({ name, type, isRequired, comment }: PropertyNode, variant: Variant): Layout {
    return [toComment(comment), `${toKey(name)}${isRequired ? '' : '?'}:`, this.after(type, variant), ';'];
  }

  /** A type after a colon or an equals sign, and the space between. */
  after(type: TypeNode, variant: Variant): Layout {
    if (type.kind === 'file') return this.after(fileType(variant), variant);
    if (type.kind === 'variant') return this.after(type.type, type.variant);
    return type.kind === 'union' && !isHugged(type.members) ? unionAfter(this.#members(type.members, variant)) : [' ', this.print(type, variant)];
  }

  /** `Operation<ReadInput, ReadReply>`: a name the module imports, with its arguments. */
  generic(name: string, items: readonly Layout[]): Layout {
    return [this.#import(name), enclose('<', items, '>', { trailing: '' })];
  }

  /** A name that the module imports. */
  imported(name: string): string {
    return this.#import(name);
  }

  /** A name of the run time, or of the platform. */
  #import(name: string): string {
    if (name !== 'Blob' && name !== 'Date') this.#imports.add(name);
    return name;
  }

  #reference(name: string): string {
    if (this.#prefix !== '') this.#imports.add('models');
    return `${this.#prefix}${name}`;
  }

  #array(of: TypeNode, variant: Variant): Layout {
    const item = of.kind === 'file' ? fileType(variant) : of;
    const isSimple = item.kind !== 'union' && item.kind !== 'intersection';
    const printed = this.print(item, variant);
    if (isSimple) return [printed, '[]'];
    return item.kind === 'union' && isHugged(item.members)
      ? ['Array<', printed, '>']
      : ['Array', enclose('<', [this.argument(item, variant)], '>', { trailing: '' })];
  }

  /** A union in angle brackets is not indented once more. */
  argument(type: TypeNode, variant: Variant): Layout {
    return type.kind === 'union' ? group([ifBroken('| '), this.#members(type.members, variant)]) : this.print(type, variant);
  }

  #tuple({ items, required, rest }: Extract<TypeNode, { kind: 'tuple' }>, variant: Variant): Layout {
    const places = items.map((item, index) => (index < required ? this.#place(item, variant) : [this.#wrapped(item, variant), '?']));
    const end = rest === undefined ? [] : [['...', this.#array(rest, variant)]];
    return enclose('[', [...places, ...end], ']', { trailing: rest === undefined ? ',' : '' });
  }

  /** In a tuple a union that breaks stands in brackets. */
  #place(item: TypeNode, variant: Variant): Layout {
    if (item.kind !== 'union' || isHugged(item.members)) return this.print(item, variant);
    return group([indent([ifBroken(['(', softLine]), ifBroken('| '), this.#members(item.members, variant)]), softLine, ifBroken(')')]);
  }

  /** A union as a part of something that binds closer. */
  #wrapped(item: TypeNode, variant: Variant): Layout {
    if (item.kind === 'intersection') return ['(', this.print(item, variant), ')'];
    if (item.kind !== 'union') return this.print(item, variant);
    if (isHugged(item.members)) return ['(', this.print(item, variant), ')'];
    return ['(', group([indent([ifBroken([line, '| ']), this.#members(item.members, variant)]), softLine]), ')'];
  }

  #union(members: readonly TypeNode[], variant: Variant): Layout {
    if (isHugged(members))
      return join(
        ' | ',
        members.map((member) => this.print(member, variant)),
      );
    return group([ifBroken('| '), this.#members(members, variant)]);
  }

  #members(members: readonly TypeNode[], variant: Variant): Layout {
    return join(
      [line, '| '],
      members.map((member) => indent(this.#member(member, variant))),
    );
  }

  #member(member: TypeNode, variant: Variant): Layout {
    return member.kind === 'intersection' ? ['(', this.print(member, variant), ')'] : this.print(member, variant);
  }

  #intersection(members: readonly TypeNode[], variant: Variant): Layout {
    return group(
      members.map((member, index) => {
        const printed = this.#wrapped(member, variant);
        if (index === 0) return printed;
        return member.kind === 'object' ? [' & ', printed] : indent([' &', line, printed]);
      }),
    );
  }
}

/** On the same line, on the next, or one member a line. */
export function unionAfter(members: Layout): Layout {
  return group(indent([line, group([ifBroken('| '), members])]));
}

function isVisible(access: PropertyNode['access'], variant: Variant): boolean {
  return access === undefined || (access === 'read') === (variant === 'output');
}

function toLiteralType(value: string | number | boolean): string {
  if (typeof value === 'string') return toStringLiteral(value);
  return typeof value === 'number' ? toNumberLiteral(value) : String(value);
}

/** `{ … } | null` is not broken. */
function isHugged(members: readonly TypeNode[]): boolean {
  const nulls = members.filter((member) => isKeyword(member, 'null')).length;
  return members.some(({ kind }) => kind === 'object') && nulls === members.length - 1;
}

/** Bytes are text in JSON, and whatever a form can be given. */
function fileType(variant: Variant): TypeNode {
  if (variant !== 'form') return STRING;
  return {
    kind: 'union',
    members: [
      { kind: 'named', name: 'Blob' },
      { kind: 'named', name: 'FileInput' },
    ],
  };
}
