import { createResponseKind, formatKind } from './response-kind.js';
import type { ResponseKind } from './response-kind.js';

export const TEXT_TYPE = 'text/plain; charset=utf-8';

/**
 * Plain text: the handler returns a string, which is sent as it is. Anything but a string is a 500.
 *
 * Content type `text/plain; charset=utf-8`; status 200.
 *
 * @example @Get('/robots.txt', { response: Text }) robots() { return 'User-agent: *'; }
 */
export const Text: ResponseKind<string> = textKind('text', TEXT_TYPE);

/**
 * A page: the handler returns a string of HTML, which is sent as it is. What users wrote has to be escaped before.
 * Anything but a string is a 500.
 *
 * Content type `text/html; charset=utf-8`; status 200.
 *
 * @example @Get('/', { response: Html }) home() { return '<!doctype html><title>Shop</title>'; }
 */
export const Html: ResponseKind<string> = textKind('html', 'text/html; charset=utf-8');

function textKind(name: string, mediaType: string): ResponseKind<string> {
  return createResponseKind({
    name,
    mediaType,
    schema: undefined,
    status: 200,
    findProblem: (value) => (typeof value === 'string' ? undefined : `expects a string, but got ${formatKind(value)}`),
    toPayload: (value) => value,
  });
}
