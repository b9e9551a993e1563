import { createApp as createCoreApp } from '@typhoon/core';
import type { Application, ApplicationOptions as CoreOptions } from '@typhoon/core';
import { openapi } from '@typhoon/openapi';
import type { InfoObject, OpenApiPluginOptions } from '@typhoon/openapi';

/** Options of an application: what the documents say of it, and everything that core and its routes know. */
export interface ApplicationOptions extends CoreOptions, InfoObject {
  /** The documents and their pages: paths, tags, servers, protection. `false` serves none. Default: `/docs`, `/redoc`, `/openapi.json`. */
  readonly docs?: Omit<OpenApiPluginOptions, 'info' | 'errors' | 'routes'> | false;
}

/**
 * Makes an application of controllers, with its documents and `/docs` on.
 *
 * @throws BootError with every mistake of the program, numbered.
 * @example export const app = createApp({ title: 'Shop', version: '1.0.0', controllers: [ItemsController] });
 */
export function createApp(options: ApplicationOptions): Application {
  const { docs = {}, title, version, summary, description, termsOfService, contact, license, ...core } = options;
  if (docs === false) return createCoreApp(core);
  const info = withoutUndefined({ title, version, summary, description, termsOfService, contact, license }) as InfoObject;
  const publish: NonNullable<CoreOptions['plugins']>[number] = (fastify, app) =>
    fastify.register(openapi, { ...docs, info, errors: app.errors, routes: () => app.routes });
  return createCoreApp({ ...core, plugins: [...(core.plugins ?? []), publish] });
}

function withoutUndefined(members: object): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
