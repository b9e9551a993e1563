import type { ProblemList } from '@typhoon/core/internal';
import type { PathItemObject } from './paths-object.js';

type PathItems = Readonly<Record<string, PathItemObject>>;

/**
 * Notes every id that two operations of a document have: those of routes that plugins registered apart from each other, of
 * webhooks and of callbacks. The routes of one application are compared before.
 *
 * @see OpenAPI 3.1 §4.8.10 (operationId)
 */
export function findRepeatedIds(places: Readonly<Record<string, PathItems>>, problems: ProblemList): void {
  const known = new Map<string, string>();
  const visit = (items: PathItems, place: string): void => {
    for (const [path, item] of Object.entries(items)) {
      for (const [method, operation] of operationsOf(item)) {
        const here = `${place}${path} ${method.toUpperCase()}`;
        const first = known.get(operation.operationId);
        if (first !== undefined) problems.add('TYPHOON_ERR_OPENAPI_CONFLICT', here, formatRepeated(operation.operationId, first));
        known.set(operation.operationId, first ?? here);
        for (const [name, callback] of Object.entries(operation.callbacks ?? {})) visit(callback, `${here}, callback ${name} `);
      }
    }
  };
  for (const [place, items] of Object.entries(places)) visit(items, place);
}

function formatRepeated(id: string, first: string): string {
  return `the operation id '${id}' is that of ${first} too. Give one of them { operationId: '…' }, or its controllers another { name: '…' }.`;
}

interface Named {
  readonly operationId: string;
  readonly callbacks?: Readonly<Record<string, PathItems>>;
}

function operationsOf(item: PathItemObject): [string, Named][] {
  const others = [item['additionalOperations'], item['x-additionalOperations']].flatMap((more) => Object.entries(more ?? {}));
  return [...Object.entries(item), ...others].filter((entry): entry is [string, Named] => isNamed(entry[1]));
}

function isNamed(operation: unknown): operation is Named {
  return typeof (operation as { operationId?: unknown } | null)?.operationId === 'string';
}
