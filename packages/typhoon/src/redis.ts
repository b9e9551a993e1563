import { ProblemList, anything, assertAppOption, isDescribed, text } from '@typhoon/core/internal';
import type { OptionRules } from '@typhoon/core/internal';
import type { ApplicationOptions as CoreOptions } from '@typhoon/core';
import type * as redis from '@typhoon/redis';
import { cacheStore, rateLimitStore, scheduleClaims, taskEngine } from '@typhoon/scale';
import { sessionStore } from '@typhoon/web';
import type { TaskEngine } from '@typhoon/scale';
import type { Broker } from '@typhoon/websocket';
import type { AppPart } from './app-part.js';

type Plugin = NonNullable<CoreOptions['plugins']>[number];
type Engines = NonNullable<CoreOptions['engines']>;
type AnyEngine = Engines extends ReadonlyMap<infer TEngine, unknown> ? TEngine : never;

/** Where Redis is, and what is said of it. */
export interface RedisOptions {
  /** `redis://user:password@host:6379/0`, or `rediss://` for TLS. */
  readonly url: string;
  /** What all keys begin with: applications that share a server have one each. Default: 'typhoon'. */
  readonly prefix?: string;
}

const RULES: OptionRules<RedisOptions> = { url: anything, prefix: text };

/** What the setting `redis` becomes: engines that stand for the embedded ones, and a plugin that connects when the application gets ready. */
export interface DescribedRedis extends AppPart {
  readonly broker: Broker;
}

/**
 * Loads `@typhoon/redis`, and connects, when the application gets ready; or before, where a singleton needs it.
 *
 * @throws BootError (TYPHOON_ERR_APP_OPTIONS) for what is no address of a Redis.
 */
export function describeRedis(setting: string | RedisOptions): DescribedRedis {
  const settings = typeof setting === 'string' ? { url: setting } : setting;
  assertAppOption('redis', settings, RULES);
  assertUrl(settings.url);
  let log: Parameters<Plugin>[0]['log'] | undefined;
  let loading: Promise<redis.RedisEngines> | undefined;
  const connect = async (): Promise<redis.RedisEngines> => {
    const { connectRedis } = await loadPackage();
    return connectRedis(settings, log);
  };
  const load = (): Promise<redis.RedisEngines> => (loading ??= connect());
  const broker = async (): Promise<Broker> => (await load()).broker;
  return {
    broker: {
      publish: async (...args) => (await broker()).publish(...args),
      subscribe: async (...args) => (await broker()).subscribe(...args),
      history: async (topic) => (await broker()).history(topic),
      count: async (topic) => (await broker()).count(topic),
      close: async () => {
        if (loading !== undefined) await (await broker()).close();
      },
    },
    engines: new Map<AnyEngine, () => unknown>([
      [cacheStore, async () => (await load()).cacheStore],
      [rateLimitStore, async () => (await load()).rateLimitStore],
      [scheduleClaims, async () => (await load()).scheduleClaims],
      [sessionStore, async () => (await load()).sessionStore],
      [taskEngine, () => openTasks(load)],
    ]),
    plugins: [
      (fastify, app) => {
        log = fastify.log;
        // What is kept there is made anew without it, and rooms work within the process: a Redis that is away shall not end all instances at once.
        app.addReadiness({ name: 'redis', check: async () => (await load()).ping(), isRequired: false });
        if (!isDescribed())
          fastify.addHook('onReady', async () => {
            await (await load()).untilReady(PATIENCE);
          });
        // After everything that the routes' own context closes: hooks of the outermost one run last.
        fastify.addHook('onClose', async () => (await loading?.catch(() => undefined))?.close());
      },
    ],
  };
}

/** How long the start of an application waits for Redis, in milliseconds. It starts without, too. */
const PATIENCE = 1_000;

function assertUrl(url: unknown): void {
  const isUsable = typeof url === 'string' && URL.canParse(url) && ['redis:', 'rediss:'].includes(new URL(url).protocol);
  if (isUsable) return;
  const problems = new ProblemList();
  problems.add(
    'TYPHOON_ERR_APP_OPTIONS',
    'createApp()',
    `the option 'redis' expects an address like 'redis://127.0.0.1:6379' but got ${typeof url === 'string' ? `'${url}'` : typeof url}. Correct it, or leave it undefined for engines without a server.`,
  );
  problems.assertNone();
}

async function* openTasks(load: () => Promise<redis.RedisEngines>): AsyncGenerator<TaskEngine> {
  const engines = await load();
  const engine = await loadOptional('bullmq', "the option 'tasks' with one for 'redis'", async () => engines.taskEngine());
  yield engine;
  await engine.close();
}

/** Only an application that names a Redis needs the package. */
async function loadPackage(): Promise<typeof redis> {
  return loadOptional('@typhoon/redis', "the option 'redis' names a server, and", async () => import('@typhoon/redis'));
}

/** @throws BootError (TYPHOON_ERR_APP_PACKAGE) where the package is not installed. */
async function loadOptional<TLoaded>(name: string, option: string, load: () => Promise<TLoaded>): Promise<TLoaded> {
  try {
    return await load();
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND' && String(error).includes(name);
    if (!isMissing) throw error;
    const problems = new ProblemList();
    problems.add(
      'TYPHOON_ERR_APP_PACKAGE',
      'createApp()',
      `${option} expects the package '${name}', but it is not installed. Run npm install ${name}, or leave the option 'redis' undefined.`,
    );
    problems.assertNone();
    throw error;
  }
}
