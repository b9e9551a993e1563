/** Types that are themselves. `A = A | string` is no type; `A = { next: A }` is one. */
import type { Model } from './model.js';
import { NEVER, UNKNOWN, toIntersection, toUnion } from './type-node.js';
import type { TypeNode } from './type-node.js';

/** Leaves a reference out where it would close a circle. */
export function breakCircles(models: readonly Model[]): void {
  const open = new Set<Model>();
  const done = new Set<Model>();
  const visit = (model: Model): void => {
    if (done.has(model)) return;
    open.add(model);
    model.type = rebuild(model.type, UNKNOWN, isClosing);
    open.delete(model);
    done.add(model);
  };
  const isClosing = (model: Model): boolean => {
    if (open.has(model)) return true;
    visit(model);
    return false;
  };
  for (const model of models) visit(model);
}

/** Objects and lists may contain what they are in: TypeScript looks into them only when it must. */
function rebuild(type: TypeNode, neutral: TypeNode, isClosing: (model: Model) => boolean): TypeNode {
  if (type.kind === 'reference') return isClosing(type.model) ? neutral : type;
  if (type.kind === 'union') return toUnion(type.members.map((member) => rebuild(member, NEVER, isClosing)));
  if (type.kind === 'intersection') return toIntersection(type.members.map((member) => rebuild(member, UNKNOWN, isClosing)));
  return type;
}
