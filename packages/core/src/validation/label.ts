import { codecOf } from '../schema/codec.js';
import { componentOf } from '../schema/component.js';
import { kindOf } from '../schema/typebox.js';
import type { JsonSchema } from '../schema/typebox.js';
import { formatMember } from './issue-message.js';
import type { Frame, SchemaNode } from './reference.js';
import { asTypeBox, constantsOf, isNull, mapOf, nodeOf, nodesOf, typesOf } from './shape.js';

const CODEC_LABELS: Readonly<Record<string, string>> = {
  'date-time': 'datetime',
  duration: 'timedelta',
  bigint: 'int',
  bytes: 'bytes',
  url: 'url',
  set: 'set',
  map: 'dict',
};
const FORMAT_LABELS: Readonly<Record<string, string>> = {
  'date-time': 'datetime',
  date: 'date',
  time: 'time',
  duration: 'timedelta',
  uuid: 'uuid',
  uri: 'url',
  url: 'url',
};
const NUMBER_LIMITS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'];
const STRING_LIMITS = ['minLength', 'maxLength', 'pattern'];
const MAX_NESTED = 4;

/** The name of a union's branch in `loc`, as pydantic gives it: `int`, `constrained-str`, `list[int]`, a model's name. */
export function labelOf(node: SchemaNode, frame: Frame, nested = 0): string {
  if (typeof node === 'boolean') return node ? 'any' : 'never';
  const component = componentOf(asTypeBox(node));
  if (component !== undefined) return component.name;
  if (nested > MAX_NESTED) return '...';
  const codec = codecOf(asTypeBox(node));
  if (codec !== undefined) return CODEC_LABELS[codec.name] ?? codec.name;
  const constants = constantsOf(node);
  if (constants !== undefined && !isNull(node)) return `literal[${constants.map(formatMember).join()}]`;
  return applicatorLabel(node, frame.enter(node), nested + 1) ?? typeLabel(node, frame.enter(node), nested + 1);
}

function applicatorLabel(node: JsonSchema, frame: Frame, nested: number): string | undefined {
  if (typeof node['title'] === 'string') return node['title'];
  if (typeof node['$ref'] === 'string') {
    const target = frame.resolve(node['$ref']);
    return target === undefined ? node['$ref'] : labelOf(target.schema, target.frame, nested);
  }
  const branches = nodesOf(node, 'anyOf') ?? nodesOf(node, 'oneOf');
  if (branches === undefined) return undefined;
  const others = branches.filter((branch) => !isNull(branch)).map((branch) => labelOf(branch, frame, nested));
  const label = others.length === 1 ? (others[0] as string) : `union[${others.join()}]`;
  return others.length < branches.length ? `nullable[${label}]` : label;
}

function typeLabel(node: JsonSchema, frame: Frame, nested: number): string {
  const labels = typesOf(node).map((type) => labelOfType(type, node, frame, nested));
  if (labels.length === 0) return 'properties' in node ? objectLabel(node, frame, nested) : 'any';
  return labels.length === 1 ? (labels[0] as string) : `union[${labels.join()}]`;
}

/** The label of one of the types of a schema. */
export function labelOfType(type: string, node: JsonSchema, frame: Frame, nested = 0): string {
  if (type === 'integer') return constrained('int', node, NUMBER_LIMITS);
  if (type === 'number') return constrained('float', node, NUMBER_LIMITS);
  if (type === 'string') return FORMAT_LABELS[String(node['format'])] ?? constrained('str', node, STRING_LIMITS);
  if (type === 'boolean') return 'bool';
  if (type === 'null') return 'none';
  if (type === 'array') return arrayLabel(node, frame, nested);
  return type === 'object' ? objectLabel(node, frame, nested) : type;
}

function constrained(label: string, node: JsonSchema, limits: readonly string[]): string {
  return limits.some((keyword) => keyword in node) ? `constrained-${label}` : label;
}

function arrayLabel(node: JsonSchema, frame: Frame, nested: number): string {
  const places = nodesOf(node, 'prefixItems') ?? nodesOf(node, 'items');
  if (places !== undefined) return `tuple[${places.map((place) => labelOf(place, frame, nested)).join(', ')}]`;
  return `list[${labelOf(nodeOf(node, 'items') ?? true, frame, nested)}]`;
}

function objectLabel(node: JsonSchema, frame: Frame, nested: number): string {
  if ('properties' in node) return typeof node['$id'] === 'string' && kindOf(asTypeBox(node)) !== undefined ? node['$id'] : 'object';
  const value = nodeOf(node, 'additionalProperties') ?? Object.values(mapOf(node, 'patternProperties'))[0] ?? true;
  return `dict[str,${labelOf(value, frame, nested)}]`;
}
