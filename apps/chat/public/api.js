// @ts-check
// What the page asks for by HTTP, and by socket: the generated client, and what it says to people.
import { ApiError } from '/assets/typhoon-client/index.js';
import { createClient } from './client/index.js';

/** @typedef {import('./client/models.js').Said} Said */

/** The origin is the page's own; the browser adds the cookie. */
export const api = createClient({ baseUrl: location.origin });

/** The name one is signed in with; undefined for a stranger. */
export async function whoAmI() {
  const person = await api.people.read();
  return person?.name;
}

/**
 * What to tell people of a refusal; undefined where nobody has answered.
 *
 * @param {unknown} error
 * @returns {string | undefined}
 */
export function explain(error) {
  if (!ApiError.is(error)) return undefined;
  const { title, detail, errors } = /** @type {{ title?: string, detail?: string, errors?: { msg: string }[] }} */ (error.body ?? {});
  return errors?.[0]?.msg ?? detail ?? title ?? `The server answered ${error.status}.`;
}

/**
 * The status of a refusal; undefined where nobody has answered.
 *
 * @param {unknown} error
 */
export function statusOf(error) {
  return ApiError.is(error) ? error.status : undefined;
}
