/** Where dates are in what comes: told to the run time, which gets texts. */
import type { NamedMember } from '../name/client-names.js';
import type { ModelNames } from '../name/model-names.js';
import type { Model } from '../schema/model.js';
import type { TypeNode } from '../schema/type-node.js';
import { toComment } from './comment.js';
import { block } from './layout.js';
import { Reference, toValue, toValueKey } from './literal.js';
import type { Module } from './printed-module.js';

/** The models with dates in them, and what the run time is told of a type. */
export class DateShapes {
  readonly #models: ReadonlySet<Model>;
  readonly #names: ModelNames;

  constructor(models: readonly Model[], names: ModelNames) {
    this.#models = findDated(models);
    this.#names = names;
  }

  /** As a value to print; undefined where there are none. */
  shapeOf(type: TypeNode): unknown {
    if (type.kind === 'named') return type.name === 'Date' ? true : undefined;
    if (type.kind === 'reference') return this.#models.has(type.model) ? new Reference(`dates['${this.#names.nameOf(type.model, 'output')}']`) : undefined;
    if (type.kind === 'union' || type.kind === 'intersection') return this.#oneOf(type.members);
    if (type.kind === 'array') return toContainer({ items: this.shapeOf(type.item) });
    if (type.kind === 'tuple') return toContainer({ items: this.#oneOf([...type.items, ...(type.rest === undefined ? [] : [type.rest])]) });
    if (type.kind !== 'object') return undefined;
    const properties = Object.fromEntries(type.properties.map(({ name, type: part }) => [name, this.shapeOf(part)]));
    return toContainer({ properties: toContainer(properties), others: type.index === undefined ? undefined : this.shapeOf(type.index) });
  }

  /** Of whatever a member of the client is answered with. */
  shapeOfMember(member: NamedMember): unknown {
    if ('socket' in member) return this.shapeOf(member.socket.receive);
    const { replies, failures, stream } = member.operation;
    const items = stream === undefined ? [] : stream.kind === 'lines' ? [stream.item] : stream.events.map(({ data }) => toEvent(data));
    return this.#oneOf([...items, ...replies.map(({ type }) => type), ...failures.map(({ type }) => type)]);
  }

  /** `dates.ts`; none where there are no models with dates. */
  toModule(): Module | undefined {
    if (this.#models.size === 0) return undefined;
    const members = [...this.#models].map((model) => [`${toValueKey(this.#names.nameOf(model, 'output'))}: `, toValue(this.shapeOf(model.type)), ',']);
    const comment = toComment(['Where dates are, by model.']);
    const type = 'Readonly<Record<string, DateShape>>';
    return {
      name: 'dates',
      values: [],
      types: ['DateShape'],
      imports: [],
      declarations: [
        {
          ts: [comment, `export const dates: ${type} = `, block(members), ';'],
          js: [comment, 'export const dates = ', block(members), ';'],
          dts: [comment, `export declare const dates: ${type};`],
        },
      ],
    };
  }

  #oneOf(types: readonly TypeNode[]): unknown {
    const shapes = types.map((type) => this.shapeOf(type)).filter((shape) => shape !== undefined);
    const distinct = [...new Map(shapes.map((shape) => [JSON.stringify(shape), shape])).values()];
    return distinct.length > 1 ? distinct : distinct[0];
  }
}

function toEvent(data: TypeNode): TypeNode {
  return { kind: 'object', properties: [{ name: 'data', type: data, isRequired: true, comment: [] }] };
}

/** What has nothing in it is nothing. */
function toContainer(container: Readonly<Record<string, unknown>>): object | undefined {
  return Object.values(container).some((part) => part !== undefined) ? container : undefined;
}

/** Models with a date in them, or in what they refer to. */
function findDated(models: readonly Model[]): Set<Model> {
  const dated = new Set<Model>();
  for (let size = -1; size < dated.size;) {
    size = dated.size;
    for (const model of models) if (hasDate(model.type, dated)) dated.add(model);
  }
  return dated;
}

function hasDate(type: TypeNode, dated: ReadonlySet<Model>): boolean {
  const has = (part: TypeNode) => hasDate(part, dated);
  if (type.kind === 'named') return type.name === 'Date';
  if (type.kind === 'reference') return dated.has(type.model);
  if (type.kind === 'array') return has(type.item);
  if (type.kind === 'tuple') return [...type.items, ...(type.rest === undefined ? [] : [type.rest])].some(has);
  if (type.kind === 'object') return type.properties.some((property) => has(property.type)) || (type.index !== undefined && has(type.index));
  return (type.kind === 'union' || type.kind === 'intersection') && type.members.some(has);
}
