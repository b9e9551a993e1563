/** A request that credentials are added to. */
export interface AuthorizedRequest {
  url: string;
  readonly headers: Headers;
  /** Set where a redirect would take a secret along: `fetch` takes only `Authorization` and cookies off. */
  redirect?: 'follow' | 'manual';
}

/** Where a secret comes from, and where it goes. */
export interface Authorizer {
  /** @param refused The secret that the server has answered 401 to. */
  readonly read: (refused?: string) => string | undefined | Promise<string | undefined>;
  readonly write: (request: AuthorizedRequest, secret: string) => void;
}

/** What a scheme may use: to ask for tokens. */
export interface SchemeContext {
  readonly baseUrl: string;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
}

/** A security scheme of a document: makes an authorizer of what the user gives. */
export type Scheme = (credential: never, context: SchemeContext) => Authorizer;
