import type { ApplicationOptions, RouteFeature } from '@typhoon/core';
import { ProblemList, assertAppOption } from '@typhoon/core/internal';
import { cookieKeys, readCookieSecrets } from './cookies/cookie-keys.js';
import type { CookieSecrets } from './cookies/cookie-keys.js';
import { COMPRESSION_RULES, registerCompression } from './compression.js';
import type { CompressionOptions } from './compression.js';
import { CORS_RULES, readCors, registerCors } from './cors.js';
import type { CorsSetting } from './cors.js';
import { CSRF_RULES, csrfProtection } from './csrf.js';
import type { CsrfOptions } from './csrf.js';
import { compileOrigins } from './origins.js';
import type { MatchOrigin } from './origins.js';
import { registerSecurityHeaders } from './security-headers.js';
import type { SecurityHeadersOptions } from './security-headers.js';
import { findHostProblems, registerTrustedHosts } from './trusted-hosts.js';

type Plugin = NonNullable<ApplicationOptions['plugins']>[number];

/** What an application says of browsers. Nothing of it is loaded, and no hook is added, where it says nothing. */
export interface WebOptions {
  /**
   * Pages of other origins that may call the API: `true` for all, without cookies; `['https://app.example']`; or more,
   * `{ origins: ['https://*.example.com'], credentials: true }`. Errors can be read by them as well, and sockets are open to the
   * same origins as far as these are named. Default: none.
   */
  readonly cors?: CorsSetting | undefined;
  /** `true` for helmet's headers (a strict `Content-Security-Policy`, `Strict-Transport-Security`, `X-Content-Type-Options`, …), or options of helmet. Default: none. */
  readonly securityHeaders?: boolean | SecurityHeadersOptions | undefined;
  /** `true` for brotli and gzip of what is larger than a kilobyte, or options. Default: none, as a proxy does it cheaper. */
  readonly compression?: boolean | CompressionOptions | undefined;
  /** Names that the API is reached by: `['api.example.com', '*.example.com']`; a request for another is refused with 421. Default: any. */
  readonly trustedHosts?: readonly string[] | undefined;
  /**
   * Keys of signed and encrypted cookies, 32 bytes or more each: the first one writes, all of them read. Secrets of the settings,
   * `config.value.cookieKeys`. Default: none, and who needs one does not start.
   */
  readonly cookieSecrets?: CookieSecrets | undefined;
  /** Writes of whoever is signed in by a cookie are refused where another site's page sends them (403); origins of `cors` may. `false` lets them pass. Default: on. */
  readonly csrf?: boolean | CsrfOptions | undefined;
}

/** What the options become. */
export interface DescribedWeb {
  readonly plugins: readonly Plugin[];
  /** Features of every route. */
  readonly features: readonly RouteFeature[];
  readonly engines: NonNullable<ApplicationOptions['engines']>;
  /** Says of an origin whether `cors` names it: its sockets are let in, too. Undefined where it names none. */
  readonly isNamedOrigin: MatchOrigin | undefined;
}

/**
 * What an application of core is to be given for its options of browsers; `createApp` of `typhoon` does it by itself.
 *
 * @throws BootError (TYPHOON_ERR_APP_OPTIONS) with every mistake.
 */
export function describeWeb({ cors: setting, securityHeaders, compression, trustedHosts, cookieSecrets, csrf = true }: WebOptions): DescribedWeb {
  const problems = new ProblemList();
  const plugins: Plugin[] = [];
  findOptionProblems({ cors: setting, compression, csrf }, problems);
  const cors = readCors(setting, problems);
  // First what every answer shall carry, refusals among them.
  if (isOn(securityHeaders)) plugins.push((_fastify, app) => registerSecurityHeaders(app, toOptions(securityHeaders)));
  if (cors !== undefined) plugins.push((fastify, app) => registerCors(fastify, app, cors));
  if (trustedHosts !== undefined) {
    findHostProblems(trustedHosts, problems);
    plugins.push((fastify) => registerTrustedHosts(fastify, trustedHosts));
  }
  if (isOn(compression)) plugins.push((fastify) => registerCompression(fastify, toOptions(compression)));
  const readKeys = cookieSecrets === undefined ? undefined : problems.collect(() => readCookieSecrets(cookieSecrets));
  problems.assertNone();
  const engines = new Map(readKeys === undefined ? [] : [[cookieKeys, readKeys]]);
  const isNamedOrigin = cors === undefined || cors.origins === '*' ? undefined : compileOrigins(cors.origins);
  return { plugins, engines, features: isOn(csrf) ? [csrfProtection(toOptions(csrf), isNamedOrigin)] : [], isNamedOrigin };
}

const RULES = { cors: CORS_RULES, compression: COMPRESSION_RULES, csrf: CSRF_RULES };

function findOptionProblems(settings: Readonly<Record<keyof typeof RULES, unknown>>, problems: ProblemList): void {
  for (const name of ['cors', 'compression', 'csrf'] as const) {
    const setting = settings[name];
    if (isOptions(setting)) problems.collect(() => assertAppOption(name, setting, RULES[name]));
  }
}

function isOn<TOptions extends object>(setting: boolean | TOptions | undefined): setting is true | TOptions {
  return setting !== undefined && setting !== false;
}

/** What is said in options, not by a switch or a list. */
function isOptions(setting: unknown): setting is object {
  return typeof setting === 'object' && setting !== null && !Array.isArray(setting);
}

function toOptions<TOptions extends object>(setting: true | TOptions): TOptions | Record<string, never> {
  return setting === true ? {} : setting;
}
