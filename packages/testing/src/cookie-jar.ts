/** A cookie as an answer sets it. */
export interface SetCookie {
  readonly name: string;
  readonly value: string;
  readonly path?: string;
  /** Seconds. */
  readonly maxAge?: number;
  readonly expires?: Date;
}

interface Kept {
  readonly name: string;
  readonly value: string;
  readonly path: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

/**
 * The cookies of a browser: what answers have set, until it is over or taken away. All requests of a test go to one host, over
 * what stands for TLS: `Domain` and `Secure` say nothing here.
 *
 * @see RFC 6265 §5.3, §5.4
 */
export class CookieJar {
  readonly #kept = new Map<string, Kept>();

  /** Takes over what an answer sets. */
  keep(cookies: readonly SetCookie[]): void {
    for (const { name, value, path = '/', maxAge, expires } of cookies) {
      const end = maxAge === undefined ? (expires?.getTime() ?? Infinity) : Date.now() + maxAge * 1_000;
      const key = `${name};${path}`;
      this.#kept.delete(key);
      if (end > Date.now()) this.#kept.set(key, { name, value, path, expires: end });
    }
  }

  /** What is sent to a path; of two with one name, that of the longer path. */
  read(url: string): Readonly<Record<string, string>> {
    const path = url.split('?')[0] ?? url;
    const sent = [...this.#kept.values()].filter((cookie) => cookie.expires > Date.now() && isBelow(path, cookie.path));
    return Object.fromEntries(sent.sort((a, b) => a.path.length - b.path.length).map(({ name, value }) => [name, value]));
  }
}

function isBelow(path: string, root: string): boolean {
  return path === root || path.startsWith(root.endsWith('/') ? root : `${root}/`);
}
