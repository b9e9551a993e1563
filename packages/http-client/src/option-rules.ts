import { ProblemList, flag, readByRules, readDuration } from '@typhoon/core/internal';
import type { OptionRule, OptionRules } from '@typhoon/core/internal';
import type { CircuitBreakerOptions, HttpClientOptions, HttpRetryOptions } from './client-options.js';
import { isHttp } from './request-url.js';

/** Notes what is wrong with the options of a client, each with what is expected. */
export function findOptionProblems(name: string, options: HttpClientOptions, problems: ProblemList): void {
  const place = `httpClient('${name}')`;
  const read = <TOptions extends object>(given: TOptions, rules: OptionRules<TOptions>, at: string): void =>
    void readByRules(given, { rules, code: 'TYPHOON_ERR_HTTP_CLIENT_OPTIONS' }, at, problems);
  read(shown(options), RULES, place);
  if (isObject(options.retries)) read(options.retries, RETRY_RULES, `${place}, option 'retries'`);
  if (isObject(options.circuitBreaker)) read(options.circuitBreaker, CIRCUIT_RULES, `${place}, option 'circuitBreaker'`);
}

/** What is wrong is written down: keys and passwords are not. */
function shown(options: HttpClientOptions): HttpClientOptions {
  const { baseUrl, headers } = options as { readonly baseUrl?: unknown; readonly headers?: unknown };
  const wrongHeaders = isObject(headers) ? Object.entries(headers).filter((header) => !isHeader(header)) : [];
  return {
    ...options,
    ...(typeof baseUrl === 'string' ? { baseUrl: baseUrl.replace(/\/\/[^/]*@/, '//…@') } : {}),
    ...(wrongHeaders.length === 0 ? {} : { headers: wrongHeaders.map(([name]) => name) as unknown as Record<string, string> }),
  };
}

/** The same for options that are known late. @throws BootError with every mistake. */
export function assertOptions(name: string, options: HttpClientOptions): void {
  const problems = new ProblemList();
  findOptionProblems(name, options, problems);
  problems.assertNone();
}

const time: OptionRule = { accepts: (value) => (readDuration(value) ?? 0) > 0, expected: "milliseconds above 0, or a text like '10s'" };
const count: OptionRule = { accepts: (value) => Number.isInteger(value) && (value as number) >= 0, expected: 'a whole number, 0 or more' };
const positive: OptionRule = { accepts: (value) => Number.isInteger(value) && (value as number) > 0, expected: 'a whole number above 0' };

const RULES: OptionRules<HttpClientOptions> = {
  baseUrl: { accepts: isBase, expected: "an address without query and fragment, 'https://api.example.com/v2'" },
  headers: {
    accepts: (value) => typeof value === 'function' || (isObject(value) && Object.entries(value).every(isHeader)),
    expected: "an object of texts by name, { 'x-api-key': '…' }, without control characters, or a function that returns one",
  },
  timeout: time,
  connectTimeout: time,
  headersTimeout: time,
  bodyTimeout: time,
  maxResponseSize: positive,
  redirects: count,
  retries: { accepts: (value) => count.accepts(value) || isObject(value), expected: 'how often, 2, or { limit: 2, delay: "100ms" }' },
  circuitBreaker: { accepts: (value) => value === false || isObject(value), expected: 'an object, { ratio: 0.5 }, or false' },
  concurrency: positive,
  maxQueue: count,
  allowedHosts: {
    accepts: (value) => Array.isArray(value) && value.every((host) => typeof host === 'string' && /^(\*\.)?[^\s/:*]+$|^\[[\da-f:.]+\]$/i.test(host)),
    expected: "a list of names of hosts without port, ['api.example.com', '*.example.org']",
  },
  privateAddresses: flag,
  propagate: flag,
  tls: { accepts: isObject, expected: 'an object, { ca, cert, key }' },
  formats: { accepts: isObject, expected: 'an object of functions by name' },
};

const RETRY_RULES: OptionRules<HttpRetryOptions> = {
  limit: count,
  delay: { accepts: (value) => readDuration(value) !== undefined, expected: "milliseconds, or a text like '100ms'" },
  maxDelay: { accepts: (value) => readDuration(value) !== undefined, expected: "milliseconds, or a text like '2s'" },
  methods: { accepts: (value) => Array.isArray(value) && value.every((method) => /^[A-Z]+$/.test(String(method))), expected: "a list of methods, ['GET']" },
  statuses: {
    accepts: (value) => Array.isArray(value) && value.every((status) => Number.isInteger(status) && status >= 400 && status <= 599),
    expected: 'a list of statuses from 400 to 599',
  },
};

const CIRCUIT_RULES: OptionRules<CircuitBreakerOptions> = {
  window: time,
  minimum: positive,
  ratio: { accepts: (value) => typeof value === 'number' && value > 0 && value <= 1, expected: 'a share above 0, up to 1' },
  pause: time,
};

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isBase(value: unknown): boolean {
  if (typeof value !== 'string' || !URL.canParse(value)) return false;
  const url = new URL(value);
  return isHttp(url) && url.search === '' && url.hash === '';
}

/** @see RFC 9110 §5.1, §5.5 */
function isHeader([name, value]: readonly [string, unknown]): boolean {
  return /^[!#$%&'*+.^_`|~\w-]+$/.test(name) && typeof value === 'string' && /^[\t\x20-\x7e\x80-\xff]*$/.test(value);
}
