import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { Secret, dependency } from '@typhoon/core';
import type { Dependency } from '@typhoon/core';
import { ProblemList } from '@typhoon/core/internal';

/** Keys of cookies, the newest first: secrets of settings, or texts, of 32 bytes and more; or what returns them once they are needed. */
export type CookieSecrets = CookieSecret | readonly CookieSecret[] | (() => CookieSecret | readonly CookieSecret[]);

type CookieSecret = Secret | string;

const SALT_LENGTH = 16;
const TAG_LENGTH = 16;
const KEY_LENGTH = 32;
const NONCE_LENGTH = 12;

/** Shortest key in bytes: as many as a key of AES-256 has. */
const MIN_SECRET_LENGTH = 32;

/** What was found in a cookie: when it ends, and whether another key than the first had written it. */
export interface OpenedCookie {
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
  readonly isOld: boolean;
}

/**
 * Writes and reads what stands in cookies: the first key writes, all of them read, so that a new key is put before the
 * old one, and the old one goes when the longest cookie has ended.
 *
 * Encrypted: AES-256-GCM, with a key and a nonce of its own for each text (HKDF-SHA-256 of a random salt), so that no key
 * sees a nonce twice. Signed: HMAC-SHA-256. Name, purpose and end of a cookie are part of both: a text does not pass
 * for that of another cookie.
 */
export class CookieKeys {
  readonly #secrets: readonly Buffer[];

  /** @throws BootError (TYPHOON_ERR_APP_OPTIONS) for no key, and for keys that are too short. */
  constructor(secrets: readonly CookieSecret[]) {
    this.#secrets = secrets.map((secret) => Buffer.from(Secret.is(secret) ? secret.reveal() : secret));
    const problems = new ProblemList();
    if (secrets.length === 0) problems.add('TYPHOON_ERR_APP_OPTIONS', 'createApp()', `the option 'cookieSecrets' expects at least one key. ${CURE}`);
    for (const [index, { length }] of this.#secrets.entries()) {
      if (length >= MIN_SECRET_LENGTH) continue;
      const found = `key ${index + 1} has ${length} bytes`;
      problems.add(
        'TYPHOON_ERR_APP_OPTIONS',
        'createApp()',
        `the option 'cookieSecrets' expects keys of at least ${MIN_SECRET_LENGTH} bytes but ${found}. ${CURE}`,
      );
    }
    problems.assertNone();
  }

  /** Nobody without a key can read it, or change it unseen. @returns Letters, digits, `-` and `_`. */
  encrypt(name: string, text: string, expires: number): string {
    const salt = randomBytes(SALT_LENGTH);
    const { key, nonce } = deriveKey(this.#secrets[0] as Buffer, salt, `encrypt/${name}`);
    const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_LENGTH });
    return Buffer.concat([salt, cipher.update(`${expires}.${text}`), cipher.final(), cipher.getAuthTag()]).toString('base64url');
  }

  /** Undefined for what no key has written, was changed, or has ended. */
  decrypt(name: string, value: string): OpenedCookie | undefined {
    const bytes = Buffer.from(value, 'base64url');
    if (bytes.length <= SALT_LENGTH + TAG_LENGTH) return undefined;
    return this.#tryEach((secret) => {
      const { key, nonce } = deriveKey(secret, bytes.subarray(0, SALT_LENGTH), `encrypt/${name}`);
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_LENGTH });
      decipher.setAuthTag(bytes.subarray(-TAG_LENGTH));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(SALT_LENGTH, -TAG_LENGTH)), decipher.final()]).toString();
      } catch {
        return undefined;
      }
    });
  }

  /** Everybody can read it, nobody without a key can change it unseen. */
  sign(name: string, text: string, expires: number): string {
    const content = Buffer.from(`${expires}.${text}`).toString('base64url');
    return `${content}.${signatureOf(this.#secrets[0] as Buffer, name, content).toString('base64url')}`;
  }

  /** Undefined for what no key has signed, was changed, or has ended. */
  verify(name: string, value: string): OpenedCookie | undefined {
    const [content = '', signature = ''] = value.split('.', 2);
    const given = Buffer.from(signature, 'base64url');
    return this.#tryEach((secret) => {
      const expected = signatureOf(secret, name, content);
      return given.length === expected.length && timingSafeEqual(given, expected) ? Buffer.from(content, 'base64url').toString() : undefined;
    });
  }

  #tryEach(open: (secret: Buffer) => string | undefined): OpenedCookie | undefined {
    for (const [index, secret] of this.#secrets.entries()) {
      const content = open(secret);
      if (content === undefined) continue;
      const end = content.indexOf('.');
      const expires = Number(content.slice(0, end));
      return Date.now() < expires ? { text: content.slice(end + 1), expires, isOld: index > 0 } : undefined;
    }
    return undefined;
  }
}

/**
 * The keys of the application's cookies: what `createApp({ cookieSecrets })` says. A singleton, which only an application
 * that signs or encrypts cookies makes.
 *
 * @throws BootError (TYPHOON_ERR_APP_OPTIONS) where there are none.
 */
export const cookieKeys: Dependency<CookieKeys> = dependency({}, () => new CookieKeys([]), { name: 'cookieKeys', lifetime: 'singleton' });

/** Makes the keys of an application, at once where they are at hand. */
export function readCookieSecrets(secrets: CookieSecrets): () => CookieKeys {
  const read = (): CookieKeys => new CookieKeys([typeof secrets === 'function' ? secrets() : secrets].flat());
  if (typeof secrets === 'function') return read;
  const keys = read();
  return () => keys;
}

const CURE =
  'Make one with `openssl rand -base64 32`, keep it as a secret() of the settings, and give it: createApp({ cookieSecrets: config.value.cookieKey }).';

function deriveKey(secret: Buffer, salt: Buffer, purpose: string): { readonly key: Buffer; readonly nonce: Buffer } {
  const bytes = Buffer.from(hkdfSync('sha256', secret, salt, `typhoon/cookie/${purpose}`, KEY_LENGTH + NONCE_LENGTH));
  return { key: bytes.subarray(0, KEY_LENGTH), nonce: bytes.subarray(KEY_LENGTH) };
}

function signatureOf(secret: Buffer, name: string, content: string): Buffer {
  return createHmac('sha256', secret).update(`typhoon/cookie/sign/${name}\0${content}`).digest();
}
