import type { ApplicationOptions as CoreOptions } from '@typhoon/core';
import { ProblemList } from '@typhoon/core/internal';
import type { InfoObject } from '@typhoon/openapi';
import { Schedules, taskWork } from '@typhoon/scale';
import type { OverloadOptions, ScheduledClass, TaskClass, TasksOptions } from '@typhoon/scale';
import { describeWeb } from '@typhoon/web';
import type { WebOptions } from '@typhoon/web';
import { websockets } from '@typhoon/websocket';
import type { WebSocketsOptions } from '@typhoon/websocket';
import { joinParts } from './app-part.js';
import { readApplicationOptions } from './application-options.js';
import { Application } from './application.js';
import { describeDocs } from './docs.js';
import type { DocsOptions } from './docs.js';
import { describeObservability } from './observability.js';
import type { ObservabilityOptions } from './observability.js';
import { describeOverload } from './overload.js';
import { describeRedis } from './redis.js';
import type { RedisOptions } from './redis.js';
import { noticeSessions } from './session-notice.js';

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
  const unusable = new ProblemList();
  const usable = readApplicationOptions(options, unusable);
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
    redis,
    health,
    metrics,
    tracing,
    tasks,
    cors,
    securityHeaders,
    compression,
    trustedHosts,
    schedules = [],
    cookieSecrets,
    overload,
    csrf,
    ...given
  } = usable;
  const problems = new ProblemList();
  const web = problems.collect(() => describeWeb({ cors, securityHeaders, compression, trustedHosts, cookieSecrets, csrf }));
  const engines = redis === undefined ? undefined : problems.collect(() => describeRedis(redis));
  const ofSockets = {
    ...(engines === undefined ? {} : { broker: engines.broker }),
    ...(web?.isNamedOrigin === undefined ? {} : { origins: web.isNamedOrigin }),
  };
  const sockets = problems.collect(() => websockets({ ...ofSockets, ...websocket })) ?? websockets();
  const scheduled = new Schedules(schedules);
  const known = { title, version, summary, description, termsOfService, contact, license: toLicense(license) };
  const info = Object.fromEntries([...Object.entries(known), ...extensionsOf(usable)].filter(([, value]) => value !== undefined)) as unknown as InfoObject;
  const parts = joinParts([
    // What they say of an answer holds for refusals, and these count, too.
    problems.collect(() => describeObservability({ health, metrics, tracing, build: { title, version } })) ?? {},
    web ?? {},
    // Around the plugins of the user: their routes shall be in the documents, their hooks shall run on the pages.
    (docs === false ? undefined : problems.collect(() => describeDocs(docs, info))) ?? {},
    (overload === undefined ? undefined : problems.collect(() => describeOverload(overload))) ?? {},
    engines ?? {},
    { kinds: [sockets] },
    { works: [...(tasks === undefined ? [] : [taskWork(tasks)]), ...(schedules.length === 0 ? [] : [scheduled.kind])] },
    given,
  ]);
  const plugins = [...parts.plugins, ...noticeSessions(parts.engines)];
  return new Application({ ...given, ...parts, plugins }, { sockets, schedules: scheduled, found: [...problems.problems, ...unusable.problems] });
}

/** 'MIT' → { name: 'MIT', identifier: 'MIT' } @see OpenAPI 3.1 §4.8.4 (License Object) */
function toLicense(license: ApplicationOptions['license']): InfoObject['license'] {
  return typeof license === 'string' ? { name: license, identifier: license } : license;
}

function extensionsOf(options: object): [string, unknown][] {
  return Object.entries(options).filter(([name]) => name.startsWith('x-'));
}
