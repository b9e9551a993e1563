import type { HeaderDocumentation } from '../describe/route-definition.js';
import { TypeBoxType } from '../schema/typebox.js';
import { HttpError } from './http-error.js';
import type { ErrorClass } from './http-error.js';

/** What an error says that passes by itself. @see RFC 9110 §10.2.3 */
export const RETRY_AFTER: Readonly<Record<'Retry-After', HeaderDocumentation>> = {
  'Retry-After': { schema: TypeBoxType.Integer({ minimum: 1 }), description: 'Seconds after which to try again.' },
};

/** What a request is answered with whose route has a `timeout` that is over: 504, `timeout`. */
export const RequestTimeout: ErrorClass<never> = HttpError.define({ status: 504, code: 'timeout', title: 'The answer took too long' });

/** What a request is answered with where as many are under way as `concurrency` says: 503, `too_busy`, with `Retry-After`. */
export const TooBusy: ErrorClass<never> = HttpError.define({
  status: 503,
  code: 'too_busy',
  title: 'Too many requests at once',
  headers: RETRY_AFTER,
});
