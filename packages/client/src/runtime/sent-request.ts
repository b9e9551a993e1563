/** What an error tells of the request: no headers and no body, which may hold secrets. */
export interface SentRequest {
  /** Which operation: `items.read`. */
  readonly operation: string;
  readonly method: string;
  /** Without its query, which may hold secrets. */
  readonly url: string;
}
