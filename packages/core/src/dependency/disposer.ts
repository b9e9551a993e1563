/** Closes what an instance holds. */
export type Disposer = () => unknown;

/**
 * What disposes of an instance: its `Symbol.asyncDispose`, else its `Symbol.dispose`; undefined where it has neither.
 *
 * @see https://github.com/tc39/proposal-explicit-resource-management
 */
export function disposerOf(instance: object): Disposer | undefined {
  const disposable = instance as { readonly [Symbol.asyncDispose]?: Disposer; readonly [Symbol.dispose]?: Disposer };
  const dispose = disposable[Symbol.asyncDispose] ?? disposable[Symbol.dispose];
  return typeof dispose === 'function' ? () => dispose.call(instance) : undefined;
}
