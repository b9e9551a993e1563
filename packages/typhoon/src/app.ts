import type { ApplicationOptions as CoreOptions } from '@typhoon/core';
import { openapiDocuments, openapiPages } from '@typhoon/openapi';
import type { InfoObject } from '@typhoon/openapi';
import { Schedules, taskWork } from '@typhoon/scale';
import type { OverloadOptions, ScheduledClass, TaskClass, TasksOptions } from '@typhoon/scale';
import { describeWeb } from '@typhoon/web';
import type { WebOptions } from '@typhoon/web';
import { websockets } from '@typhoon/websocket';
import type { WebSocketsOptions } from '@typhoon/websocket';
import { Application } from './application.js';
import { toPluginOptions } from './docs.js';
import type { DocsOptions } from './docs.js';
import { describeObservability } from './observability.js';
import type { ObservabilityOptions } from './observability.js';
import { describeOverload } from './overload.js';
import { noticeSessions } from './session-notice.js';
import { describeRedis } from './redis.js';
import type { RedisOptions } from './redis.js';

type Plugin = NonNullable<CoreOptions['plugins']>[number];

/** Options of an application: what the documents say of it, and everything that core and its routes know. */
export interface ApplicationOptions extends CoreOptions, WebOptions, ObservabilityOptions, Omit<InfoObject, 'license'> {
  /** The licence of the API: its SPDX name, `'MIT'`, or an object with a name and an address. */
  readonly license?: string | NonNullable<InfoObject['license']>;
  /** The documents and their pages: paths, tags, servers, webhooks, protection. `false` serves none. Default: `/docs`, `/redoc`, `/openapi.json`. */
  readonly docs?: DocsOptions | false;
  /** What holds for all WebSockets: limits, origins, compression. A route may say otherwise of its own limits. */
  readonly websocket?: WebSocketsOptions;
  /**
   * Where Redis is, `redis://127.0.0.1:6379`: then rooms and caches are those of all processes that share it.
   * It needs `@typhoon/redis`. Default: undefined, engines that are embedded in this process.
   */
  readonly redis?: string | RedisOptions | undefined;
  /**
   * Classes with tasks, or these with what holds for all of them: `{ classes: [Reports], concurrency: 8 }`. They wait in the
   * memory of this process, which does them; with `redis` they wait there, and `typhoon worker` does them. Default: none.
   */
  readonly tasks?: readonly TaskClass[] | TasksOptions;
  /** Classes with `@Cron` or `@Every` on methods, which run while the application listens. Default: none. */
  readonly schedules?: readonly ScheduledClass[];
  /**
   * Up to where requests are taken: `{ maxEventLoopDelay: 500, maxRss: 900_000_000 }`. Beyond it they are answered with 503 and
   * `Retry-After` before anything of them runs, except what asks after its health. Default: undefined, all are taken.
   */
  readonly overload?: OverloadOptions | undefined;
}

/**
 * Makes an application of controllers, with its documents and `/docs` on.
 *
 * @throws BootError with every mistake of the program, numbered.
 * @example export const app = createApp({ title: 'Shop', version: '1.0.0', controllers: [ItemsController] });
 */
export function createApp(options: ApplicationOptions): Application {
  const {
    docs = {},
    title,
    version,
    summary,
    description,
    termsOfService,
    contact,
    license,
    websocket,
    redis: setting,
    health,
    metrics,
    tracing,
    tasks,
    cors,
    securityHeaders,
    compression,
    trustedHosts,
    schedules: scheduled = [],
    cookieSecrets,
    overload,
    csrf,
    ...given
  } = options;
  const web = describeWeb({ cors, securityHeaders, compression, trustedHosts, cookieSecrets, csrf });
  const redis = setting === undefined ? undefined : describeRedis(setting);
  const shedding = overload === undefined ? undefined : describeOverload(overload);
  const sockets = websockets({
    ...(redis === undefined ? {} : { broker: redis.broker }),
    ...(web.isNamedOrigin === undefined ? {} : { origins: web.isNamedOrigin }),
    ...websocket,
  });
  const schedules = new Schedules(scheduled);
  const watch = describeObservability({ health, metrics, tracing, build: { title, version } });
  const engines = new Map([...web.engines, ...(redis?.engines ?? []), ...(given.engines ?? [])]);
  const notice = noticeSessions(engines);
  const core: CoreOptions = {
    ...given,
    kinds: [sockets, ...(given.kinds ?? [])],
    works: [...(tasks === undefined ? [] : [taskWork(tasks)]), ...(scheduled.length === 0 ? [] : [schedules.kind]), ...(given.works ?? [])],
    ...(redis === undefined ? {} : { plugins: [redis.plugin, ...(given.plugins ?? [])] }),
    features: [...(shedding === undefined ? [] : [shedding.feature]), ...web.features, ...(given.features ?? [])],
    engines,
    ...(watch.observer === undefined ? {} : { observer: watch.observer }),
  };
  // Before everything else: what they say of an answer holds for refusals, and these count, too.
  const first = [...watch.before, ...web.plugins];
  const plugins = [...(shedding === undefined ? [] : [shedding.plugin]), ...(notice === undefined ? [] : [notice]), ...(core.plugins ?? []), ...watch.after];
  if (docs === false) return new Application({ ...core, plugins: [...first, ...plugins] }, { sockets, schedules });
  const known = { title, version, summary, description, termsOfService, contact, license: toLicense(license) };
  const info = Object.fromEntries([...Object.entries(known), ...extensionsOf(options)].filter(([, value]) => value !== undefined)) as unknown as InfoObject;
  // Around the plugins of the user: their routes shall be in the documents, their hooks shall run on the pages.
  const record: Plugin = (fastify, app) => fastify.register(openapiDocuments, { ...docs, info, routes: () => app.routes });
  const publish: Plugin = (fastify, app) => fastify.register(openapiPages, { ...toPluginOptions(docs, app), info });
  return new Application({ ...core, plugins: [...first, record, ...plugins, publish] }, { sockets, schedules });
}

/** 'MIT' → { name: 'MIT', identifier: 'MIT' } @see OpenAPI 3.1 §4.8.4 (License Object) */
function toLicense(license: ApplicationOptions['license']): InfoObject['license'] {
  return typeof license === 'string' ? { name: license, identifier: license } : license;
}

function extensionsOf(options: object): [string, unknown][] {
  return Object.entries(options).filter(([name]) => name.startsWith('x-'));
}
