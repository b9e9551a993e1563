import { writeController } from '../metadata/store.js';
import type { AnyConstructor, MissingOption, Problem } from './check.js';
import type { ControllerOptions } from './route-options.js';

/** The class decorator that `Controller` returns. Its second parameter exists to explain a missing compiler option. */
export type ControllerDecorator = <TClass extends AnyConstructor>(target: TClass, standard?: Problem<MissingOption>) => void;

/**
 * Declares a class whose decorated methods are handlers.
 *
 * @param prefix The leading part of every path of the class, `/items`; `''` or `/` for none.
 * @example @Controller('/items', { tags: ['items'] }) export class ItemsController {}
 */
export function Controller(prefix: string, options: ControllerOptions = {}): ControllerDecorator {
  return (target) => {
    writeController(target, { prefix, options });
  };
}
