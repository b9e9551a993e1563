import type { ServerResponse } from 'node:http';
import type { Application } from '@typhoon/core';
import type { HelmetOptions } from 'helmet';

/** Headers that make browsers careful with what is answered, as `helmet` knows them: `{ contentSecurityPolicy: { directives: … }, xFrameOptions: false }`. */
export type SecurityHeadersOptions = Readonly<HelmetOptions>;

/**
 * Sends helmet's headers with every answer. They are the same for all of them, so that helmet writes them once; what a
 * handler sets itself stands, as the policies of `/docs` do.
 */
export async function registerSecurityHeaders(app: Pick<Application, 'addFirstHook'>, options: SecurityHeadersOptions): Promise<void> {
  const headers = await readHeaders(options);
  app.addFirstHook((_request, reply, done) => {
    reply.headers(headers);
    done();
  });
}

async function readHeaders(options: SecurityHeadersOptions): Promise<Record<string, string>> {
  const { default: helmet } = await import('helmet');
  const headers: Record<string, string> = {};
  const response = {
    setHeader: (name: string, value: string) => {
      headers[name.toLowerCase()] = value;
    },
    removeHeader: () => undefined,
  } as unknown as ServerResponse;
  helmet(withoutUpgrade(options))({} as never, response, (error) => {
    if (error !== undefined) throw error as Error;
  });
  return headers;
}

/**
 * Without `upgrade-insecure-requests`, unless it is asked for: pages served over plain HTTP in a house's own network or
 * by a development server would fetch their own scripts over a TLS that is not there.
 */
function withoutUpgrade(options: SecurityHeadersOptions): SecurityHeadersOptions {
  const { contentSecurityPolicy: policy = true } = options;
  if (policy === false) return options;
  const { directives = {}, ...rest } = policy === true ? {} : policy;
  return { ...options, contentSecurityPolicy: { ...rest, directives: { 'upgrade-insecure-requests': null, ...directives } } };
}
