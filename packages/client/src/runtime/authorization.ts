import type { Authorizer, AuthorizedRequest, Scheme, SchemeContext } from './authorizer.js';
import type { OperationDefinition } from './operation-definition.js';

/** The credentials of one client. */
export interface Authorization {
  /** Adds the secrets that an operation needs. `refused` is what a former call of this returned, where the server answered 401. */
  readonly apply: (definition: Secured, request: AuthorizedRequest, refused?: Secrets) => Promise<Secrets>;
}

type Secured = Pick<OperationDefinition, 'security'>;

/** What was sent, in the order of the schemes. */
export type Secrets = readonly (string | undefined)[];

/** Prepares the schemes that the user has given credentials for. */
export function createAuthorization(schemes: Readonly<Record<string, Scheme>>, credentials: object, context: SchemeContext): Authorization {
  const given = new Map<string, Authorizer>();
  for (const [name, credential] of Object.entries(credentials)) {
    const scheme = schemes[name];
    if (credential !== undefined && scheme !== undefined) given.set(name, scheme(credential as never, context));
  }
  const { origin } = new URL(context.baseUrl);
  return {
    apply: async ({ security = [] }, request, refused) => {
      if (new URL(request.url).origin !== origin) return [];
      // The first alternative that is complete.
      const names = security.find((all) => all.length > 0 && all.every((name) => given.has(name))) ?? [];
      const authorizers = names.flatMap((name) => given.get(name) ?? []);
      const secrets = await Promise.all(authorizers.map(async ({ read }, index) => (await read(refused?.[index])) ?? refused?.[index]));
      authorizers.forEach(({ write }, index) => {
        const secret = secrets[index];
        if (secret !== undefined) write(request, secret);
      });
      return secrets;
    },
  };
}
