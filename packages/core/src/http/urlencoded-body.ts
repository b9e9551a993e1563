import querystring from 'fast-querystring';
import { FormBody } from './form-body.js';
import { contentTooLarge } from './media-type.js';

/** Most text fields of a form, declared or not. @see Starlette, `max_fields` */
export const MAX_FIELDS = 1_000;

/**
 * Parses an urlencoded body. What is no escape is taken as it stands.
 *
 * The fields of 'a=1&a=2&b=%zz' are `{ a: ['1', '2'], b: '%zz' }`.
 *
 * @throws HttpError 413 for more than 1,000 fields.
 * @see WHATWG URL §5.1 (application/x-www-form-urlencoded parsing)
 */
export function parseForm(body: string): FormBody {
  if (hasTooManyFields(body)) throw contentTooLarge(`The form has more than ${MAX_FIELDS} fields.`);
  const fields = querystring.parse(body) as Record<string, unknown>;
  if (Object.hasOwn(fields, '__proto__')) delete fields['__proto__'];
  return new FormBody(fields);
}

function hasTooManyFields(body: string): boolean {
  let count = 1;
  for (let at = body.indexOf('&'); at !== -1; at = body.indexOf('&', at + 1)) {
    count++;
    if (count > MAX_FIELDS) return true;
  }
  return false;
}
