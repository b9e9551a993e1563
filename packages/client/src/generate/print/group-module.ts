/** The module of a tag: its operations' types, an interface of all, and what makes them. */
import type { ModelNames } from '../name/model-names.js';
import type { NamedGroup } from '../name/client-names.js';
import { toComment } from './comment.js';
import type { DateShapes } from './date-shape.js';
import { makerOf, makersOf, toDefinition } from './definition.js';
import { block, enclose, group, indent, softLine } from './layout.js';
import type { Layout } from './layout.js';
import { toKey, toValue, toValueKey } from './literal.js';
import type { Module } from './printed-module.js';
import { printMemberType, printTypes } from './operation-types.js';
import { TypePrinter } from './type-printer.js';

export function toGroupModule(named: NamedGroup, models: ModelNames, dates: DateShapes): Module {
  const imports = new Set<string>(['Transport']);
  const types = new TypePrinter(models, 'models.', imports);
  const members = named.members.map((member) => {
    const { comment } = 'socket' in member ? member.socket : member.operation;
    return [toComment(comment), `readonly ${toKey(member.key)}: `, printMemberType(member, types), ';'];
  });
  const declarations = [
    ...named.members.flatMap((member) => printTypes(member, types)),
    { type: [toComment(named.comment), `export interface ${named.typeName} `, block(members)] },
    toFunction(named, dates),
  ];
  const needsModels = imports.delete('models');
  const shapes = named.members.map((member) => dates.shapeOfMember(member)).filter((shape) => shape !== undefined);
  const needsDates = JSON.stringify(shapes).includes('expression');
  return {
    name: named.file,
    values: [...new Set([...named.members.flatMap(makersOf), ...(shapes.length > 0 ? ['toDates'] : [])])],
    types: [...imports],
    imports: [
      ...(needsModels ? [{ clause: 'import type * as models', module: 'models', use: 'types' as const }] : []),
      ...(needsDates ? [{ clause: 'import { dates }', module: 'dates', use: 'values' as const }] : []),
    ],
    declarations,
  };
}

function toFunction({ functionName, typeName, members, key }: NamedGroup, dates: DateShapes): { ts: Layout; js: Layout; dts: Layout } {
  const body = [
    block([
      [
        'return ',
        block(members.map((member) => [`${toValueKey(member.key)}: `, toCall(makerOf(member), toDefinition(member, dates.shapeOfMember(member))), ','])),
        ';',
      ],
    ]),
  ];
  const comment = toComment([key === undefined ? 'What stands in the client itself.' : `What \`api.${key}\` is.`]);
  const signature = group(['(', indent([softLine, 'transport: Transport']), softLine, ')']);
  return {
    ts: [comment, `export function ${functionName}`, signature, `: ${typeName} `, ...body],
    js: [comment, `export function ${functionName}(transport) `, ...body],
    dts: [comment, `export declare function ${functionName}`, signature, `: ${typeName};`],
  };
}

/** One property a line, however short: a reader finds them at the same place. */
function toCall(maker: string, definition: object): Layout {
  const entries = Object.entries(definition).filter(([, value]) => value !== undefined);
  return [`${maker}(transport, `, block(entries.map(([name, value]) => [`${toValueKey(name)}: `, toEntry(name, value), ','])), ')'];
}

function toEntry(name: string, value: unknown): Layout {
  return name === 'security' && Array.isArray(value) ? enclose('[', value.map(toValue), ']') : toValue(value);
}
