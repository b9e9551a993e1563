import { UpstreamFailed } from './upstream-errors.js';

/** A value of a query: a date in ISO 8601; undefined and null are left out; a list is a repeated name. */
export type HttpQueryValue = string | number | bigint | boolean | Date | null | undefined | readonly (string | number | bigint | boolean | Date)[];

/** What stands for a `:name` of a path. */
export type ParamValue = string | number | bigint;

type Segment<TSegment extends string> = TSegment extends `:${infer TName}` ? BeforeQuery<TName> : never;
type BeforeQuery<TName extends string> = TName extends `${infer THead}?${string}` ? THead : TName;
/** The names of a path: '/cities/:city/days/:day' → 'city' | 'day'. */
export type PathNames<TPath extends string> = string extends TPath
  ? never
  : TPath extends `${infer THead}/${infer TRest}`
    ? Segment<THead> | PathNames<TRest>
    : Segment<TPath>;

/** What an address is made of. */
export interface AddressParts {
  readonly path: string;
  readonly params?: Readonly<Record<string, ParamValue>> | undefined;
  readonly query?: Readonly<Record<string, HttpQueryValue>> | undefined;
}

/**
 * The address of a call. Values of a path cannot leave their place: they are encoded, and `.` and `..` refused; a path cannot
 * leave the base.
 *
 * @throws TypeError for a path that lacks a value or leaves the base; UpstreamFailed for what is no address: that may have come from a client.
 */
export function toRequestUrl(base: URL | undefined, { path, params, query = {} }: AddressParts): URL {
  // An address that a client has sent may have parts that look like names.
  const isWhole = base === undefined && params === undefined;
  const filled = isWhole ? path : path.replaceAll(/(?<=\/):([A-Za-z_]\w*)(?=[/?#]|$)/g, (_, name: string) => fill(path, name, params ?? {}));
  const url = base === undefined ? toAbsolute(filled) : below(base, filled);
  for (const [name, value] of Object.entries(query)) {
    for (const item of Array.isArray(value) ? value : [value]) if (item !== undefined && item !== null) url.searchParams.append(name, toText(item as string));
  }
  return url;
}

function fill(path: string, name: string, params: Readonly<Record<string, ParamValue>>): string {
  const value = Object.hasOwn(params, name) ? params[name] : undefined;
  if (value === undefined) throw new TypeError(`The path '${path}' has ':${name}' and no value for it. Give it in 'params'.`);
  const text = String(value);
  if (text === '' || text === '.' || text === '..') throw new TypeError(`':${name}' of the path '${path}' cannot be '${text}': that would be another path.`);
  return encodeURIComponent(text);
}

function below(base: URL, path: string): URL {
  if (!path.startsWith('/')) throw new TypeError(`A path begins with '/', but got '${path}'.`);
  const prefix = base.pathname.replace(/\/+$/, '');
  const url = new URL(base.origin + prefix + path);
  if (!url.pathname.startsWith(`${prefix}/`)) throw new TypeError(`The path '${path}' leaves the base '${base.origin}${prefix}'.`);
  return url;
}

function toAbsolute(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !isHttp(url))
    throw new UpstreamFailed({
      message: `An address beginning with http:// or https:// is expected, but got '${text.slice(0, 80)}'.${text.startsWith('/') ? " A path alone needs a client with a 'baseUrl'." : ''}`,
    });
  url.hash = '';
  return url;
}

export function isHttp(url: URL): boolean {
  return url.protocol === 'http:' || url.protocol === 'https:';
}

function toText(value: string | number | bigint | boolean | Date): string {
  return value instanceof Date ? value.toISOString() : String(value);
}
