import { Cookie, Type, dependency, fastifyReply, fastifyRequest, safeParse, stringify } from '@typhoon/core';
import type { Dependency, FormatTable, InferInput, InferOutput, ParseOptions, SchemaLike } from '@typhoon/core';
import { anything, assertOptions, extendDependency, formatTable, text, toMilliseconds } from '@typhoon/core/internal';
import type { Duration, OptionRules } from '@typhoon/core/internal';
import { cookieKeys } from './cookie-keys.js';
import { COOKIE_RULES, assertCookie, setCookie } from './set-cookie.js';
import type { CookieAttributes } from './set-cookie.js';

/** How a signed or encrypted cookie is kept. */
export interface ProtectedCookieOptions extends CookieAttributes {
  /** How long it holds; what is older counts as absent, whatever the browser thinks. Default: `'30d'`. */
  readonly ttl?: Duration;
  readonly description?: string;
}

const RULES: OptionRules<ProtectedCookieOptions> = { ...COOKIE_RULES, ttl: anything, description: text };

/** A cookie of one request: read, set anew, or taken away. */
export interface ProtectedCookie<TRead, TWritten = TRead> {
  /** Undefined where there is none, or where it was forged, has ended, or no longer fits its schema. */
  readonly value: TRead | undefined;
  /** Sends it anew. What does not fit the schema is a ValidationError. */
  set(value: TWritten): void;
  /** Takes it away from the browser. */
  clear(): void;
}

/**
 * A cookie that its reader can see and nobody can change: signed with `cookieSecrets` of `createApp`, and typed by a schema.
 *
 * @throws TypeError for a name or attributes that browsers refuse.
 * @example
 * const theme = signedCookie('theme', Theme, { ttl: '365d' });
 * class ThemeController {
 *   @Get('/theme') read(@Depends(theme) theme: ProtectedCookie<Theme>) { return theme.value ?? { color: 'white' }; }
 * }
 */
export function signedCookie<TValue extends SchemaLike>(
  name: string,
  schema: TValue,
  options: ProtectedCookieOptions = {},
): Dependency<ProtectedCookie<InferInput<TValue>, InferOutput<TValue>>> {
  return createProtectedCookie(name, schema, options, SIGNED);
}

/**
 * A cookie that nobody but the server can read or change: encrypted with `cookieSecrets` of `createApp`, and typed by a schema.
 *
 * @throws TypeError for a name or attributes that browsers refuse.
 * @example const pending = encryptedCookie('__Host-sign-in', PendingSignIn, { ttl: '10m' });
 */
export function encryptedCookie<TValue extends SchemaLike>(
  name: string,
  schema: TValue,
  options: ProtectedCookieOptions = {},
): Dependency<ProtectedCookie<InferInput<TValue>, InferOutput<TValue>>> {
  return createProtectedCookie(name, schema, options, ENCRYPTED);
}

const made = new WeakSet<object>();

/** True for what `signedCookie` or `encryptedCookie` made. */
export function isProtectedCookie(target: object): boolean {
  return made.has(target);
}

interface Protection {
  readonly call: string;
  readonly write: 'sign' | 'encrypt';
  readonly read: 'verify' | 'decrypt';
}

const SIGNED: Protection = { call: 'signedCookie()', write: 'sign', read: 'verify' };
const ENCRYPTED: Protection = { call: 'encryptedCookie()', write: 'encrypt', read: 'decrypt' };

function createProtectedCookie<TValue extends SchemaLike>(
  name: string,
  schema: TValue,
  options: ProtectedCookieOptions,
  { call, read, write }: Protection,
): Dependency<ProtectedCookie<InferInput<TValue>, InferOutput<TValue>>> {
  assertOptions(call, options, RULES);
  const { ttl = '30d', description, ...attributes } = options;
  assertCookie(name, attributes);
  const maxAge = toMilliseconds(ttl);
  const source = Cookie(name, Type.Optional(Type.String()), description === undefined ? {} : { description });
  const reader = dependency(
    { written: source, keys: cookieKeys, formats: formatTable, request: fastifyRequest, reply: fastifyReply },
    ({ written, keys, formats, request, reply }): ProtectedCookie<InferInput<TValue>, InferOutput<TValue>> => {
      const found = written === undefined ? undefined : keys[read](name, written);
      const send = (value: string, age: number): void => setCookie(request, reply, { ...attributes, name, value, maxAge: age });
      let value = found === undefined ? undefined : readValue(schema, found.text, formats);
      return {
        get value() {
          return value;
        },
        set: (given) => {
          const text = stringify(schema, given, toOptions(formats));
          send(keys[write](name, text, Date.now() + maxAge), maxAge);
          value = readValue(schema, text, formats);
        },
        clear: () => {
          send('', 0);
          value = undefined;
        },
      };
    },
    { name },
  );
  const cookie = extendDependency(reader, { cookie: name });
  made.add(cookie);
  return cookie;
}

/** What an earlier release has written in another shape counts as absent. */
function readValue<TValue extends SchemaLike>(schema: TValue, text: string, formats: FormatTable | undefined): InferInput<TValue> | undefined {
  const result = safeParse(schema, JSON.parse(text) as unknown, toOptions(formats));
  return result.success ? result.value : undefined;
}

function toOptions(formats: FormatTable | undefined): ParseOptions {
  return formats === undefined ? {} : { formats };
}
