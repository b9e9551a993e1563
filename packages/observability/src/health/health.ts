import type { Application, GuardOptions } from '@typhoon/core';
import { anything, assertAppOption, flag, list } from '@typhoon/core/internal';
import type { OptionRule, OptionRules } from '@typhoon/core/internal';
import type { FastifyInstance, FastifyReply, RouteShorthandOptions } from 'fastify';
import { HEALTH_REPORT_SCHEMA } from './health-report.js';
import type { HealthReport } from './health-report.js';
import { HealthWatch } from './health-watch.js';
import type { DeclaredReadiness } from './readiness.js';

/** Where an application says whether it is well, and what it asks for that. */
export interface HealthOptions extends GuardOptions {
  /** Where it says that the process answers; `false`: nowhere. Default: '/healthz'. */
  readonly live?: string | false;
  /** Where it says whether it can do its work; `false`: nowhere. Default: '/readyz'. */
  readonly ready?: string | false;
  /** What is asked beside what the dependencies declare themselves. Default: nothing. */
  readonly checks?: readonly DeclaredReadiness[];
  /** Milliseconds that each check gets. Default: 2,000. */
  readonly timeout?: number;
  /** Milliseconds for which the result of the checks counts. Default: 1,000. */
  readonly cache?: number;
  /** Whether the answer of `ready` names the checks, with their state and duration; never why one failed. Default: false. */
  readonly details?: boolean;
  /** Whether both stand in the documents. Default: false. */
  readonly documented?: boolean;
}

/** Adds to an application. */
type Plugin = (fastify: FastifyInstance, app: Application) => void;

/**
 * The routes of an application's health, for `plugins`, after those of the user: a path that these answer is left to them.
 * `createApp` of `typhoon` brings them by itself.
 *
 * @throws BootError (TYPHOON_ERR_APP_OPTIONS) for an option that is wrong.
 * @example
 * import { createApp } from '@typhoon/core';
 * createApp({ controllers: [ItemsController], plugins: [health({ details: true })] });
 */
export function health(options: HealthOptions = {}): Plugin {
  assertAppOption('health', options, RULES);
  return (fastify, app) => registerHealth(fastify, app, options);
}

const path: OptionRule = { accepts: (value) => typeof value === 'string' || value === false, expected: 'a path, or false' };
const milliseconds: OptionRule = { accepts: (value) => typeof value === 'number' && value >= 0, expected: 'milliseconds, 0 or more' };

const RULES: OptionRules<HealthOptions> = {
  live: path,
  ready: path,
  checks: list,
  timeout: milliseconds,
  cache: milliseconds,
  details: flag,
  documented: flag,
  // Checked where the guard is made.
  security: anything,
  dependencies: anything,
};

function registerHealth(instance: FastifyInstance, app: Application, options: HealthOptions): void {
  const { live = '/healthz', ready = '/readyz', details = false } = options;
  const checks = (options.checks ?? []).map(({ toCheck }) => toCheck(app));
  const watch = new HealthWatch(app, { checks, timeout: options.timeout ?? 2_000, cache: options.cache ?? 1_000 });
  const { security, dependencies } = options;
  const isGuarded = security !== undefined || dependencies !== undefined;
  const guard = isGuarded ? { onRequest: app.guard({ ...(security && { security }), ...(dependencies && { dependencies }) }) } : {};

  const answer = (reply: FastifyReply, report: HealthReport): FastifyReply =>
    reply
      .code(report.status === 'ok' ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(report);

  const add = (path: string | false, summary: string, read: () => HealthReport | Promise<HealthReport>): void => {
    if (path === false || isTaken(path, app, instance)) return;
    instance.get(path, { ...guard, logLevel: 'warn', config: PROBE, schema: schemaOf(options, summary) }, async (_request, reply) =>
      answer(reply, await read()),
    );
  };
  add(live, 'Whether the process answers', () => ({ status: 'ok' }));
  add(ready, 'Whether the application can do its work', async () => {
    if (app.isDraining) return { status: 'draining' };
    const results = await watch.read();
    const isReady = results.every(({ status, required }) => status === 'ok' || !required);
    const told = results.map(({ name, status, required, duration }) => ({ name, status, required, duration }));
    return { status: isReady ? 'ok' : 'unavailable', ...(details ? { checks: told } : {}) };
  });
}

/**
 * Heeded by `@fastify/rate-limit`, and by our own shedding of load: a probe that is refused ends a process that is merely
 * busy. Traces would be full of it.
 */
const PROBE = { rateLimit: false, typhoonProbe: true, typhoonUntraced: true };

/** A route of the user at the same path wins. */
function isTaken(path: string, app: Application, instance: FastifyInstance): boolean {
  return app.routes.some((route) => route.path.fastify === path) || instance.hasRoute({ method: 'GET', url: path });
}

function schemaOf({ documented = false }: HealthOptions, summary: string): NonNullable<RouteShorthandOptions['schema']> {
  if (!documented) return { hide: true } as object;
  return { summary, response: { 200: HEALTH_REPORT_SCHEMA, 503: HEALTH_REPORT_SCHEMA } } as object;
}
