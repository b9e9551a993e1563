import type { AuthorizedRequest, Authorizer, Scheme, SchemeContext } from './authorizer.js';
import { givenOf } from './parameter-text.js';
import type { OperationDefinition } from './operation-definition.js';

/**
 * Adds the secrets that an operation needs. `refused` is what a former call has returned, where the server answered 401.
 *
 * Nothing goes elsewhere than to the base's origin.
 */
export type Authorize = (security: OperationDefinition['security']) => (request: AuthorizedRequest, refused?: Secrets) => Promise<Secrets>;

/** What was sent, in the order of the schemes. */
export type Secrets = readonly (string | undefined)[];

/** Prepares the schemes that the user has given credentials for. */
export const createAuthorize = (schemes: Readonly<Record<string, Scheme>>, credentials: object, context: SchemeContext): Authorize => {
  const given: Record<string, Authorizer | undefined> = {};
  for (const [name, credential] of givenOf(credentials)) given[name] = schemes[name]?.(credential as never, context);
  return (security = []) =>
    async (request, refused = []) => {
      const isOurs = new URL(request.url).origin === new URL(context.baseUrl).origin;
      // The first alternative that is complete.
      // eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing -- false where it goes elsewhere
      const names = (isOurs && security.find((all) => all.length && all.every((name) => given[name]))) || [];
      return Promise.all(names.map((name, index) => (given[name] as Authorizer)(request, refused[index])));
    };
};
