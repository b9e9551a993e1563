/** What stands instead of what is nobody's business. @see OpenTelemetry, Semantic conventions, `url.query` */
const REDACTED = 'REDACTED';

/** Signatures of the clouds, which the conventions name, and what OAuth2 and people put into addresses. In lower case. */
const SECRET: ReadonlySet<string> = new Set([
  ...['awsaccesskeyid', 'signature', 'sig', 'x-goog-signature', 'x-amz-signature', 'x-amz-security-token'],
  ...['access_token', 'id_token', 'refresh_token', 'token', 'client_secret', 'code'],
  ...['api_key', 'apikey', 'api-key', 'key', 'password', 'secret'],
]);

/**
 * A query without what signs callers in.
 *
 * 'page=2&access_token=abc' → 'page=2&access_token=REDACTED'
 *
 * @param keys Further names whose values nobody shall see.
 */
export function redactQuery(query: string, keys: readonly string[] = []): string {
  if (!query.includes('=')) return query;
  return query
    .split('&')
    .map((pair) => {
      const at = pair.indexOf('=');
      if (at === -1) return pair;
      const name = pair.slice(0, at);
      const plain = decode(name);
      return SECRET.has(plain.toLowerCase()) || keys.includes(plain) ? `${name}=${REDACTED}` : pair;
    })
    .join('&');
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name.replaceAll('+', ' '));
  } catch {
    return name;
  }
}
