import t from 'tap';
import type { HttpError } from '#src/http/http-error.js';
import { kDependency } from '#src/dependency/dependency.js';
import { requiredScopes } from '#src/security/required-scopes.js';
import type { RequiredScopes } from '#src/security/required-scopes.js';

function readScopes(scopes: readonly string[]): RequiredScopes {
  const record = requiredScopes[kDependency];
  if (record.make !== 'request') throw new TypeError('requiredScopes reads the request.');
  return record.read(undefined as never, undefined as never, { scopes }) as RequiredScopes;
}

t.test('yields the scopes gathered on the way', async (t) => {
  t.strictSame(readScopes(['a', 'b']).scopes, ['a', 'b']);
  t.match(requiredScopes[kDependency], { scoped: true });
});

t.test('lets through who was granted every scope', async (t) => {
  const needed = readScopes(['items:read', 'items:write']);
  t.doesNotThrow(() => needed.require(['items:write', 'items:read', 'more']));
  t.doesNotThrow(() => needed.require('items:read more items:write'));
  t.doesNotThrow(() => readScopes([]).require([]));
});

/** What `require` throws. */
function refusalOf(scopes: readonly string[], granted: readonly string[] | string): unknown {
  try {
    readScopes(scopes).require(granted);
  } catch (error) {
    return error;
  }
  return undefined;
}

t.test('refuses with 403 and the scopes that are needed', async (t) => {
  for (const granted of [[], ['items:read'], '', 'items:write', 'items:read,items:write', ['items:read items:write']]) {
    const refusal = refusalOf(['items:read', 'items:write'], granted) as HttpError;
    t.match(refusal, { status: 403, code: 'insufficient_scope', detail: 'Not enough permissions' }, JSON.stringify(granted));
    t.strictSame(refusal.headers, { 'www-authenticate': 'Bearer error="insufficient_scope", scope="items:read items:write"' });
  }
});

t.test('keeps a strange scope inside its quotes', async (t) => {
  t.match(refusalOf(['a"b\\c'], ''), { headers: { 'www-authenticate': `Bearer error="insufficient_scope", scope="a'b'c"` } });
});
