import { dependency, parse, safeParse, stringify, unauthorized } from '@typhoon/core';
import type { Dependency, FormatTable, InferInput, RouteDefinition, SchemaLike, SecurityScheme } from '@typhoon/core';
import {
  anything,
  assertOptions,
  createDependency,
  extendDependency,
  flag,
  formatTable,
  readCookies,
  text,
  toMilliseconds,
  toSecurityDependency,
} from '@typhoon/core/internal';
import type { Duration, OptionRules } from '@typhoon/core/internal';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { cookieKeys } from '../cookies/cookie-keys.js';
import { COOKIE_RULES, assertCookie, setCookie } from '../cookies/set-cookie.js';
import type { CookieAttributes } from '../cookies/set-cookie.js';
import { SAME, Session } from './session.js';
import type { SessionCodec } from './session.js';
import { SessionConflict, SessionUnavailable, keepInCookie, keepInStore } from './session-keeper.js';
import type { SessionKeeper } from './session-keeper.js';
import { noteSession } from './request-session.js';
import { sessionStore } from './session-store.js';
import type { SessionStore } from './session-store.js';

/** Where sessions are kept, and how long. */
export interface SessionsOptions {
  /**
   * `'cookie'`: encrypted in the cookie itself, 4 kB at most, with `cookieSecrets` of `createApp`. Otherwise on the server,
   * and the cookie holds an id of 256 random bits. Default: `sessionStore`, in memory, or on Redis where `createApp({ redis })` says so.
   */
  readonly store?: 'cookie' | Dependency<SessionStore>;
  /** The cookie's name; with the prefix `__Host-` no other host can set it. Default: 'session'. */
  readonly name?: string;
  /** How long it lives without a request; without `rolling`, how long it lives at all. Default: `'1d'`. */
  readonly ttl?: Duration;
  /**
   * Whether requests let it live on; it is renewed once half of its time is over. False: it ends `ttl` after it began, or got
   * another id, as at a sign-in. Default: true.
   */
  readonly rolling?: boolean;
  /** How the cookie is sent back; it is always out of reach for scripts. */
  readonly cookie?: Omit<CookieAttributes, 'httpOnly'>;
  /** The name under `components.securitySchemes`. Default: 'Session'. */
  readonly schemeName?: string;
  readonly description?: string;
}

const RULES: OptionRules<SessionsOptions> = {
  store: anything,
  name: text,
  ttl: anything,
  rolling: flag,
  cookie: anything,
  schemeName: text,
  description: text,
};

const { httpOnly: _always, ...RULES_OF_COOKIE } = COOKIE_RULES;

/** Sessions as a dependency: `@Depends(session) session: Session<CartSession>`. */
export interface SessionDependency<TData> extends Dependency<Session<TData>> {
  readonly scheme: SecurityScheme;
  /**
   * A dependency that yields what `select` finds in the session, and refuses with 401 where that is undefined, null or false.
   * Where a request changes it, as a sign-in does, the session gets another id.
   *
   * @example const userId = session.require((data) => data.userId);
   */
  require<TSelected>(select: (data: TData) => TSelected): Dependency<Exclude<TSelected, undefined | null | false>>;
}

/**
 * Sessions typed by a model. What is kept is checked when it is read: what an earlier release has written in another shape is
 * an empty session. Each property of the model is optional or has a default, since a session begins empty.
 *
 * @throws TypeError where the model has no empty value, or browsers would refuse the cookie.
 * @example
 * class CartSession extends Model({ userId: Type.Optional(Type.String()), cart: Type.Array(Type.String(), { default: [] }) }) {}
 * export const session = sessions(CartSession, { ttl: '2h' });
 */
export function sessions<TModel extends SchemaLike>(model: TModel, options: SessionsOptions = {}): SessionDependency<InferInput<TModel>> {
  type Data = InferInput<TModel>;
  const { store = sessionStore, name = 'session', ttl = '1d', rolling: isRolling = true, cookie = {}, schemeName = 'Session', description } = options;
  assertOptions('sessions()', options, RULES);
  assertOptions("sessions(), option 'cookie'", cookie, RULES_OF_COOKIE);
  assertCookie(name, cookie);
  const lifetime = toMilliseconds(ttl);
  const life = { ttl: lifetime, isRolling };
  assertEmptyFits(model);
  const document = { type: 'apiKey', in: 'cookie', name, ...(description === undefined ? {} : { description }) };
  const scheme: SecurityScheme = { name: schemeName, document, optional: true, challenge: { scheme: 'Cookie', parameters: { 'cookie-name': name } } };
  const carrier = createDependency<Carrier>({ make: 'request', name: schemeName, scheme, read: (request, reply) => ({ request, reply }) });

  const selected: ((data: Data) => unknown)[] = [];
  const identify = (data: Data): string => JSON.stringify(selected.map((select) => toText(select, data)));

  const open = async function* (keeper: SessionKeeper, { request, reply }: Carrier, formats: FormatTable | undefined): AsyncGenerator<Session<Data>> {
    const sent = readCookies(request.headers.cookie)[name];
    const send = (value: string | typeof SAME | undefined): void => sendCookie(value === SAME ? sent : value, { request, reply });
    const found = sent === undefined ? undefined : await keeper.find(sent);
    const canSend = (): boolean => !reply.raw.headersSent;
    const codec = createCodec(model, formats);
    const session = new Session<Data>({ codec, keeper, isRolling, ttl: lifetime, identify, canSend, send }, found);
    noteSession(request, session);
    yield session;
    if (isSocket(request)) {
      if (session.isChanged) request.log.warn(`${placeOf(request)}: a socket has changed its session, which is not saved: it can only be read there.`);
      return;
    }
    await session.save();
  };
  const sendCookie = (value: string | undefined, { request, reply }: Carrier): void => {
    if (reply.raw.headersSent) {
      request.log.error(
        `${placeOf(request)}: the session is saved after the answer has begun, and its cookie cannot be sent. Call await session.save() before a stream's first item.`,
      );
      return;
    }
    setCookie(request, reply, { ...cookie, httpOnly: true, name, value: value ?? '', maxAge: value === undefined ? 0 : lifetime });
  };

  const needs = { by: carrier, formats: formatTable };
  const opened =
    store === 'cookie'
      ? dependency({ ...needs, keys: cookieKeys }, ({ by, formats, keys }) => open(keepInCookie(keys, name, life), by, formats), { name: 'session' })
      : dependency({ ...needs, store }, ({ by, formats, store: kept }) => open(keepInStore(kept, name, life), by, formats), {
          name: 'session',
          throws: [SessionConflict, SessionUnavailable],
        });

  const session = extendDependency(opened, { cookie: name });
  const demanded = { ...scheme, optional: false };
  const gate = toSecurityDependency<string>(demanded, (request) => readCookies(request.headers.cookie)[name]);
  return {
    ...session,
    scheme,
    require: <TSelected>(select: (data: Data) => TSelected) => {
      selected.push(select);
      return dependency({ gate, session }, ({ session: { data } }): unknown => {
        const caller = select(data);
        if (caller === undefined || caller === null || caller === false) throw unauthorized({ scheme: demanded, detail: 'Not signed in' });
        return caller;
      }) as Dependency<Exclude<TSelected, undefined | null | false>>;
    },
  };
}

interface Carrier {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** What nobody finds, or cannot be written, is nobody. */
function toText<TData>(select: (data: TData) => unknown, data: TData): string | undefined {
  try {
    return JSON.stringify(select(data));
  } catch {
    return undefined;
  }
}

function assertEmptyFits(model: SchemaLike): void {
  const empty = safeParse(model, {});
  if (empty.success) return;
  const names = empty.issues.map(({ loc }) => `'${loc.join('.')}'`).join(', ');
  throw new TypeError(`sessions() expects a model that an empty session fits, but it demands ${names}. Use Type.Optional(…) or a default.`);
}

function createCodec<TModel extends SchemaLike>(model: TModel, formats: FormatTable | undefined): SessionCodec<InferInput<TModel>> {
  const options = formats === undefined ? {} : { formats };
  return {
    read: (data) => {
      const result = safeParse(model, data, options);
      return result.success ? result.value : undefined;
    },
    write: (data) => JSON.parse(stringify(model, data as never, options)) as Readonly<Record<string, unknown>>,
    empty: () => parse(model, {}, options),
  };
}

function isSocket({ routeOptions }: FastifyRequest): boolean {
  return definitionOf(routeOptions.config)?.kind === 'websocket';
}

function placeOf({ routeOptions }: FastifyRequest): string {
  return definitionOf(routeOptions.config)?.place ?? String(routeOptions.url);
}

function definitionOf(config: object): RouteDefinition | undefined {
  return (config as { readonly typhoon?: RouteDefinition }).typhoon;
}
