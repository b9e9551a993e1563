import type { AnyClass } from '../metadata/store.js';
import type { AnyConstructor } from './check.js';
import type { ControllerOptions } from './route-options.js';

const kMount = Symbol.for('typhoon.mount');

/** Controllers under a prefix, with options for all of them. */
export interface Mount {
  readonly [kMount]: true;
  readonly prefix: string;
  readonly controllers: readonly (AnyClass | Mount)[];
  readonly options: ControllerOptions;
}

/**
 * Groups controllers under a prefix, with options that all of their routes inherit. Groups nest.
 *
 * @example createApp({ title: 'Shop', version: '1.0.0', controllers: [mount('/admin', [UsersController], { security: [admin], tags: ['admin'] })] });
 */
export function mount(prefix: string, controllers: readonly (AnyConstructor | Mount)[], options: ControllerOptions = {}): Mount {
  return { [kMount]: true, prefix, controllers, options };
}

export function isMount(value: unknown): value is Mount {
  return typeof value === 'object' && value !== null && kMount in value;
}
