/** What the bench asks of a server. */
export type Command =
  | { readonly do: 'usage' }
  /** Collects garbage first. */
  | { readonly do: 'settle' }
  | { readonly do: 'broadcast'; readonly times: number; readonly size: number; readonly pause: number };

/** What a server has cost: microseconds of CPU since it started, and bytes. */
export interface Usage {
  readonly cpu: number;
  readonly rss: number;
  readonly heap: number;
  readonly external: number;
}
