import type { ProblemList } from '@typhoon/core/internal';

/** Says whether pages of an origin are meant: `https://app.example`. */
export type MatchOrigin = (origin: string) => boolean;

/** `https://*.example.com`: every name below, at any depth, and not `example.com` itself. */
const ORIGIN = /^(https?):\/\/(\*\.)?([^/*?#@]+)$/i;

/** Notes what is no origin: with a path, without a scheme, or a pattern that more would fit than it says. */
export function findOriginProblems(origins: readonly unknown[], option: string, problems: ProblemList): void {
  for (const origin of origins) {
    if (typeof origin === 'string' && isOrigin(origin)) continue;
    problems.add(
      'TYPHOON_ERR_APP_OPTIONS',
      'createApp()',
      `the option '${option}' expects origins but got '${String(origin)}'. Write scheme and host, and the port where it is not the default, without a slash behind: 'https://app.example', 'https://*.example.com', 'http://localhost:5173'.`,
    );
  }
}

/** ['https://app.example', 'https://*.example.com'] → what says so of an `Origin` header. */
export function compileOrigins(origins: readonly string[]): MatchOrigin {
  const exact = new Set(origins.filter((origin) => !origin.includes('*')).map((origin) => origin.toLowerCase()));
  const patterns = origins.flatMap((origin) => {
    const [, scheme, star, host] = ORIGIN.exec(origin.toLowerCase()) ?? [];
    return star === undefined ? [] : [{ start: `${String(scheme)}://`, end: `.${String(host)}` }];
  });
  return (origin) => {
    const written = origin.toLowerCase();
    return (
      exact.has(written) ||
      patterns.some(({ start, end }) => written.startsWith(start) && written.endsWith(end) && isName(written.slice(start.length, -end.length)))
    );
  };
}

function isOrigin(origin: string): boolean {
  if (!ORIGIN.test(origin)) return false;
  const plain = origin.replace('*.', 'x.');
  return URL.canParse(plain) && new URL(plain).origin === plain.toLowerCase();
}

function isName(text: string): boolean {
  return /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/.test(text);
}
