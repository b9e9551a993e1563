import type { FastifyCorsOptions } from '@fastify/cors';
import type { Application } from '@typhoon/core';
import { anything, flag, list } from '@typhoon/core/internal';
import type { OptionRules, ProblemList } from '@typhoon/core/internal';
import type { FastifyInstance, FastifyPluginCallback, FastifyRequest, onRequestHookHandler } from 'fastify';
import { compileOrigins, findOriginProblems } from './origins.js';
import type { MatchOrigin } from './origins.js';

/** Which pages of other origins may call the API from a browser, and what they may send and read. */
export interface CorsOptions {
  /**
   * Origins of pages: `['https://app.example', 'https://*.example.com']`, or '*' for all.
   * A browser that asks for none of these gets its answer without permission to read it.
   */
  readonly origins: readonly string[] | '*';
  /** Whether pages may send cookies along. Not with '*': each of the whole web's pages would act for the person. Default: false. */
  readonly credentials?: boolean;
  /** Methods that pages may use. Default: GET, HEAD, POST, PUT, PATCH, DELETE, QUERY. */
  readonly methods?: readonly string[];
  /** Request headers that pages may send. Default: those that the browser asks for. */
  readonly allowedHeaders?: readonly string[];
  /** Answer headers that pages may read beside those that every page may. Default: `EXPOSED_HEADERS`. */
  readonly exposedHeaders?: readonly string[];
  /** Seconds for which a browser remembers what it may do. Default: 600. */
  readonly maxAge?: number;
}

export const CORS_RULES: OptionRules<CorsOptions> = {
  // Checked with the other settings that `cors` may be.
  origins: anything,
  credentials: flag,
  methods: list,
  allowedHeaders: list,
  exposedHeaders: list,
  maxAge: { accepts: (value) => Number.isInteger(value) && (value as number) >= 0, expected: 'a whole number of seconds' },
};

const METHODS: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'QUERY'];

/** What our answers say in headers that pages cannot read unless allowed to. @see Fetch §3.3.5 (CORS-safelisted response-header name) */
export const EXPOSED_HEADERS: readonly string[] = [
  'Age',
  'Allow',
  'Content-Disposition',
  'Content-Range',
  'ETag',
  'Link',
  'Location',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'WWW-Authenticate',
  'X-Request-Id',
];

/** What `cors` of an application may be: all origins, some, or all that can be said. */
export type CorsSetting = boolean | readonly string[] | CorsOptions;

/** `true` → all origins, without cookies; a list → these, without cookies. Undefined for `false`. */
export function readCors(setting: CorsSetting | undefined, problems: ProblemList): CorsOptions | undefined {
  if (setting === undefined || setting === false) return undefined;
  const options: CorsOptions = setting === true ? { origins: '*' } : isList(setting) ? { origins: setting } : setting;
  const { origins, credentials = false } = options;
  if (origins === '*' || (isList(origins) && origins.includes('*'))) {
    if (credentials)
      problems.add(
        'TYPHOON_ERR_APP_OPTIONS',
        'createApp()',
        "the option 'cors' has the origins '*' with credentials: any page of the web could act for whoever is signed in. Name the origins, or leave out 'credentials'.",
      );
    return { ...options, origins: '*' };
  }
  if (!isList(origins)) {
    problems.add('TYPHOON_ERR_APP_OPTIONS', 'createApp()', "the option 'cors' expects true, a list of origins, or { origins: ['https://app.example'] }.");
    return undefined;
  }
  findOriginProblems(origins, 'cors', problems);
  return options;
}

/**
 * Puts `@fastify/cors` before everything else, so that refusals and errors can be read, too. Preflights are answered for
 * any address; an OPTIONS that is none reaches the routes.
 *
 * @see Fetch §3.3 (CORS protocol)
 */
export async function registerCors(fastify: FastifyInstance, app: Pick<Application, 'addFirstHook'>, options: CorsOptions): Promise<void> {
  const { default: cors } = await import('@fastify/cors');
  const plain = toPluginOptions(options);
  const ofPreflight: FastifyCorsOptions = { ...plain, preflight: true };
  const ofOthers: FastifyCorsOptions = { ...plain, preflight: false };
  await fastify.register(withFirstHook(cors, app), {
    delegator: (request: FastifyRequest, done: (error: Error | null, options: FastifyCorsOptions) => void) => {
      done(null, isPreflight(request) ? ofPreflight : ofOthers);
    },
  });
}

/** The plugin as it is, but that malformed addresses go through its one hook, too. */
function withFirstHook(plugin: FastifyPluginCallback<FastifyCorsOptions>, app: Pick<Application, 'addFirstHook'>): FastifyPluginCallback<FastifyCorsOptions> {
  const addHook = (_name: string, hook: onRequestHookHandler): void => app.addFirstHook(hook);
  const register: typeof plugin = (instance, options, done) =>
    plugin(Object.create(instance, { addHook: { value: addHook } }) as FastifyInstance, options, done);
  // Its name and version, and that it is not encapsulated.
  return Object.assign(register, plugin);
}

function toPluginOptions({
  origins,
  credentials = false,
  methods = METHODS,
  allowedHeaders,
  exposedHeaders = EXPOSED_HEADERS,
  maxAge = 600,
}: CorsOptions): FastifyCorsOptions {
  return {
    origin: origins === '*' ? '*' : toOriginFunction(compileOrigins(origins)),
    credentials,
    methods: [...methods],
    exposedHeaders: [...exposedHeaders],
    maxAge,
    ...(allowedHeaders === undefined ? {} : { allowedHeaders: [...allowedHeaders] }),
  };
}

/** The plugin reads its own lists exactly, and knows no names below a host. */
function toOriginFunction(matches: MatchOrigin): NonNullable<FastifyCorsOptions['origin']> {
  return (origin, done) => {
    done(null, origin !== undefined && matches(origin) ? origin : false);
  };
}

function isPreflight({ method, headers }: FastifyRequest): boolean {
  return method === 'OPTIONS' && headers.origin !== undefined && headers['access-control-request-method'] !== undefined;
}

function isList(value: unknown): value is readonly string[] {
  return Array.isArray(value);
}
