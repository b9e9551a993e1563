import type { ApplicationOptions } from '@typhoon/core';

export type Plugins = NonNullable<ApplicationOptions['plugins']>;

/** What some options of an application become: what core is given for them. */
export interface AppPart extends Pick<ApplicationOptions, 'kinds' | 'works' | 'features' | 'engines' | 'plugins' | 'observer'> {
  /** Plugins after those of all parts. */
  readonly lastPlugins?: Plugins;
}

/** What core is given for all parts, in their order: the engine of a later one stands for that of an earlier one, and there is one observer. */
export function joinParts(parts: readonly AppPart[]): Required<Omit<AppPart, 'observer' | 'lastPlugins'>> & Pick<AppPart, 'observer'> {
  const observer = parts.find((part) => part.observer !== undefined)?.observer;
  return {
    kinds: parts.flatMap(({ kinds = [] }) => kinds),
    works: parts.flatMap(({ works = [] }) => works),
    features: parts.flatMap(({ features = [] }) => features),
    engines: new Map(parts.flatMap(({ engines = new Map() }) => [...engines])),
    plugins: [...parts.flatMap(({ plugins = [] }) => plugins), ...parts.flatMap(({ lastPlugins = [] }) => lastPlugins)],
    ...(observer === undefined ? {} : { observer }),
  };
}
