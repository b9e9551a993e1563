import { HttpError } from './http-error.js';

export const JSON_TYPE = 'application/json';
export const URLENCODED = 'application/x-www-form-urlencoded';
export const MULTIPART = 'multipart/form-data';

/** 'Application/JSON; charset=utf-8' → 'application/json' */
export function toMediaType(contentType: string): string {
  const end = contentType.indexOf(';');
  return (end === -1 ? contentType : contentType.slice(0, end)).trim().toLowerCase();
}

/** True for JSON and everything that is written in it: `application/problem+json`. */
export function isJsonType(mediaType: string): boolean {
  return mediaType === JSON_TYPE || (mediaType.startsWith('application/') && mediaType.endsWith('+json'));
}

/** True for what names many types: `image/*`. @see RFC 9110 §12.5.1 */
export function isMediaRange(mediaType: string): boolean {
  return mediaType.endsWith('/*');
}

/** JSON and urlencoded forms are UTF-8; a charset that says otherwise would be read wrongly. @see RFC 8259 §8.1 */
export function isUtf8Type(contentType: string): boolean {
  if (!contentType.includes(';')) return true;
  const charset = CHARSET.exec(contentType)?.[1];
  return charset === undefined || /^utf-?8$/i.test(charset);
}

const CHARSET = /;\s*charset\s*=\s*"?([^\s";]*)/i;

/**
 * The refusal of a body whose type is not one that is accepted. Its `Accept` header lists those that are.
 *
 * @param found The content type of the request; undefined where it has none.
 * @see RFC 9110 §15.5.16
 */
export function unsupportedMediaType(found: string | undefined, accepted: readonly string[]): HttpError {
  const what = found === undefined ? 'The request body has no content type.' : `The content type '${found.slice(0, 100)}' is not supported.`;
  const cure = accepted.length === 0 ? 'Send no body.' : `Send ${accepted.join(' or ')}.`;
  return new HttpError(415, { detail: `${what} ${cure}`, headers: accepted.length === 0 ? {} : { accept: accepted.join(', ') } });
}

/** The refusal of a body, or of a part of it, that is over a limit. */
export function contentTooLarge(detail: string): HttpError {
  return new HttpError(413, { detail });
}
