import { STATUS_CODES } from 'node:http';

/** Renamed by RFC 9110; which of the names Node has depends on its version, and the codes of errors must not. */
const RENAMED: { readonly [status: number]: string | undefined } = { 413: 'Content Too Large', 422: 'Unprocessable Content' };

/** The reason phrase of a status, `Not Found`; undefined for one that nobody registered. @see RFC 9110 §15 */
export function reasonOf(status: number): string | undefined {
  return RENAMED[status] ?? STATUS_CODES[status];
}

/** A status that never has a body. @see RFC 9110 §15 */
export function isBodyless(status: number): boolean {
  return status === 204 || status === 205 || status === 304 || status < 200;
}
