/** A secret, or where it comes from. The function is asked again with what the server refused (401); undefined sends nothing. */
export type Secret = string | ((refused?: string) => string | undefined | Promise<string | undefined>);

/** A name and a password for HTTP Basic. */
export interface BasicCredential {
  readonly username: string;
  readonly password: string;
}

/** What the OAuth2 password flow asks for a token with. */
export interface PasswordCredential extends BasicCredential {
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly scopes?: readonly string[];
}
