// How the credentials of the Authorize dialog go with a handshake: a browser's WebSocket sets no headers.

/** The schemes of a channel: any one entry is enough, all of its names are needed. */
export function schemesOf(operations) {
  const [, operation] = operations[0] ?? [];
  if (operation?.['x-security'] !== undefined) return operation['x-security'].map((requirement) => Object.keys(requirement));
  return (operation?.security ?? []).map((scheme) => [scheme.$ref?.split('/').at(-1) ?? '']).filter(([name]) => name !== '');
}

/** What is known of a sign-in: query parameters, subprotocols, headers that only `fetch` can send, and what cannot be sent. */
export function credentialsOf(operations, { components = {} }, authorized) {
  const found = { query: [], subprotocols: [], headers: [], unsendable: [] };
  const schemes = components.securitySchemes ?? {};
  const asked = new Set(schemesOf(operations).flat());
  // A scheme with scopes stands in the operation without its name.
  const isInline = operations.some(([, { security = [] }]) => security.some(({ $ref }) => $ref === undefined));
  for (const [name, given] of Object.entries(authorized)) {
    const scheme = schemes[name];
    if (scheme !== undefined && (asked.has(name) || (isInline && ['oauth2', 'openIdConnect'].includes(scheme.type)))) add(found, name, scheme, given);
  }
  return found;
}

function add(found, name, scheme, { value, token }) {
  if (scheme.type === 'httpApiKey' && scheme.in === 'query') found.query.push([scheme.name, value]);
  // Swagger UI has set the cookie: the browser sends it.
  else if (scheme.type === 'httpApiKey' && scheme.in === 'cookie') return;
  else if (scheme.type === 'httpApiKey') found.unsendable.push(name);
  else if (scheme.scheme === 'basic') found.unsendable.push(name);
  else if (scheme['x-subprotocol'] === 'bearer') {
    const text = token?.access_token ?? value;
    found.subprotocols.push('bearer', text);
    found.headers.push(['authorization', `Bearer ${text}`]);
  } else found.unsendable.push(name);
}
