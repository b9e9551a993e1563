import { toMilliseconds } from '@typhoon/core/internal';
import { Agent, buildConnector } from 'undici';
import { lookupPublic } from './private-address.js';
import type { HttpTransport, TransportAnswer, TransportOptions, TransportRequest } from './transport.js';

/** Sends requests over connections that are kept. */
export function createUndiciTransport({ connectTimeout, connections, privateAddresses, tls }: TransportOptions): HttpTransport {
  const base = { timeout: toMilliseconds(connectTimeout), ...(tls as object | undefined) };
  const anywhere = buildConnector(base);
  const publicOnly = buildConnector({ ...base, lookup: lookupPublic });
  const agent = new Agent({
    connections,
    // Each attempt has its own limits of time; undici's would count in steps of half a second.
    headersTimeout: 0,
    connect: (options, callback) => {
      const isAllowed = typeof privateAddresses === 'boolean' ? privateAddresses : isOrigin(privateAddresses, options);
      (isAllowed ? anywhere : publicOnly)(options, callback);
    },
  });
  return {
    send: async (request) => send(agent, request).catch(withCode),
    close: async () => agent.destroy(),
  };
}

async function send(agent: Agent, { method, url, headers, body, signal, bodyTimeout }: TransportRequest): Promise<TransportAnswer> {
  const answer = await agent.request({
    origin: url.origin,
    path: url.pathname + url.search,
    method,
    ...(body instanceof FormData ? await encode(body, headers) : { headers, body: body ?? null }),
    signal,
    bodyTimeout,
  });
  return { status: answer.statusCode, headers: answer.headers, body: answer.body };
}

/** What is no HTTP has a code only sometimes. */
function withCode(error: unknown): never {
  if (error instanceof Error && error.name === 'HTTPParserError') throw Object.assign(error, { code: (error as { code?: string }).code ?? 'HPE_INVALID' });
  throw error;
}

/** The class of undici does not know forms of the one that Node brings along. */
async function encode(form: FormData, headers: TransportRequest['headers']): Promise<{ readonly headers: TransportRequest['headers']; readonly body: Buffer }> {
  const encoded = new Response(form);
  const type = encoded.headers.get('content-type') ?? 'multipart/form-data';
  return { headers: { ...headers, 'content-type': type }, body: Buffer.from(await encoded.arrayBuffer()) };
}

function isOrigin(origin: string, { protocol, host, hostname, port }: buildConnector.Options): boolean {
  const { protocol: ownProtocol, hostname: ownName, port: ownPort } = new URL(origin);
  const usual = protocol === 'https:' ? '443' : '80';
  return protocol === ownProtocol && (hostname === ownName || host === ownName) && (port || usual) === (ownPort || usual);
}
