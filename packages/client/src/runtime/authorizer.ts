/** A request that credentials are added to. */
export interface AuthorizedRequest {
  url: string;
  readonly headers: Headers;
  /** Set where a redirect would take a secret along: `fetch` takes only `Authorization` and cookies off. */
  redirect?: 'follow' | 'manual';
}

/** Adds a secret to a request, and resolves with it: with another one than what the server has answered 401 to, where there is one. */
export type Authorizer = (request: AuthorizedRequest, refused?: string) => Promise<string | undefined>;

/** What a scheme may use: to ask for tokens. */
export interface SchemeContext {
  readonly baseUrl: string;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
}

/** A security scheme of a document: makes an authorizer of what the user gives. */
export type Scheme = (credential: never, context: SchemeContext) => Authorizer;
