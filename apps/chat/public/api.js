// @ts-check
// What the page asks for by HTTP.

/** @typedef {{ kind: 'said', id: string, by: string, text: string, at: string }} Said */

/** A problem document that the server answered with. */
export class Problem extends Error {
  /**
   * @param {number} status
   * @param {{ title?: string, detail?: string, errors?: { msg: string }[] }} body
   */
  constructor(status, { title, detail, errors }) {
    super(errors?.[0]?.msg ?? detail ?? title ?? `The server answered ${status}.`);
    this.status = status;
  }
}

/** The name one is signed in with; undefined for a stranger. */
export async function whoAmI() {
  const person = await ask('GET', '/session');
  return person?.name;
}

/** @param {string} name */
export async function signIn(name) {
  return (await ask('POST', '/session', { body: { name } })).name;
}

export async function signOut() {
  await ask('DELETE', '/session');
}

/**
 * What was said after a cursor, as soon as there is something.
 *
 * @param {string} room
 * @param {number} after
 * @returns {Promise<{ messages: Said[], cursor: number }>}
 */
export async function waitForMessages(room, after) {
  return ask('GET', `/rooms/${encodeURIComponent(room)}/messages?after=${after}`);
}

/**
 * @param {string} method
 * @param {string} path
 * @param {{ body?: unknown }} [options]
 */
async function ask(method, path, { body } = {}) {
  const content = body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(path, { method, ...content });
  if (response.status === 204) return undefined;
  const answer = await response.json();
  if (!response.ok) throw new Problem(response.status, answer);
  return answer;
}
