/** The requests that an application sends: webhooks and callbacks. @see OpenAPI 3.1 §4.8.1 (webhooks), §4.8.18 (Callback Object) */
import { toForeignObject } from './foreign-object.js';
import { toSummary } from './operation-summary.js';
import type { PathItemObject } from './paths-object.js';
import type { SchemaContext } from './schema-context.js';

type PathItems = Readonly<Record<string, PathItemObject>>;

/** `{ orderPlaced: { post: … } }`, whose operation is `webhooks.orderPlaced` where it does not say. */
export function toWebhooks(webhooks: Readonly<Record<string, object>>, context: SchemaContext): PathItems {
  return mapValues(webhooks, (item, name) => toPathItem(item, { operationId: `webhooks.${name}`, summary: toSummary(name) }, context));
}

/** `{ paid: { '{$request.body#/url}': { post: … } } }` of `orders.create`, whose operation is `orders.create.paid` where it does not say. */
export function toCallbacks(callbacks: Readonly<Record<string, unknown>>, operationId: string, context: SchemaContext): Readonly<Record<string, unknown>> {
  return mapValues(callbacks, (callback, name) => {
    const named = { operationId: `${operationId}.${name}`, summary: toSummary(name) };
    return isObject(callback) ? mapValues(callback, (item) => toPathItem(item, named, context)) : callback;
  });
}

interface Named {
  readonly operationId: string;
  readonly summary: string;
}

const METHODS: ReadonlySet<string> = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query']);

/** An item's operations mostly are one POST: any other method stands in its id. */
function toPathItem(item: unknown, { operationId, summary }: Named, context: SchemaContext): PathItemObject {
  const written = toForeignObject(item, context) as PathItemObject;
  return mapValues(written, (operation, key) =>
    METHODS.has(key) && isObject(operation) ? { operationId: key === 'post' ? operationId : `${operationId}.${key}`, summary, ...operation } : operation,
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function mapValues<TValue, TResult>(object: Readonly<Record<string, TValue>>, map: (value: TValue, key: string) => TResult): Record<string, TResult> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value, key)]));
}
