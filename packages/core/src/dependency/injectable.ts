import { readInjectable, writeInjectable } from '../metadata/store.js';
import type { AnyClass } from '../metadata/store.js';
import type { AnyConstructor } from '../decorators/check.js';
import type { Lifetime } from './dependency.js';

/**
 * Says how long the instances of a class live. A class without it is a `singleton`.
 *
 * @example @Injectable({ lifetime: 'request' }) class Basket { constructor(@Depends(currentUser) readonly owner: User) {} }
 */
export function Injectable(options: { readonly lifetime: Lifetime }): <TClass extends AnyConstructor>(target: TClass) => void {
  return (target) => {
    writeInjectable(target, options);
  };
}

/** How long instances of the class live. */
export function lifetimeOfClass(target: AnyClass): Lifetime {
  return readInjectable(target)?.lifetime ?? 'singleton';
}
