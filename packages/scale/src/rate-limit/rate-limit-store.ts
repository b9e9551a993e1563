/** One limit, as it applies to one who asks. */
export interface RateWindow {
  /** What is counted together: the declaration, its time, and who asks. A text of any kind. */
  readonly key: string;
  readonly limit: number;
  /** Milliseconds. */
  readonly window: number;
  /** How much this time counts for: 1 mostly. */
  readonly cost: number;
}

/** How a limit stands after it was asked. */
export interface RateState {
  /** How much is left. */
  readonly remaining: number;
  /** Milliseconds until the first of what is used comes back. */
  readonly reset: number;
  /** Milliseconds until there is room for the cost; 0 where there was. */
  readonly wait: number;
}

/** What was found. */
export interface RateResult {
  /** False where one of the limits had no room: then nothing was counted in any. */
  readonly allowed: boolean;
  /** In the order of the windows. */
  readonly states: readonly RateState[];
}

/**
 * Where is counted who has asked how often: one per process, or shared by many. An engine passes the checks of
 * `@typhoon/scale/rate-limit-contract`.
 */
export interface RateLimitStore {
  /** Counts in all windows, or in none where one has no room; in one step, whoever else asks. */
  readonly take: (windows: readonly RateWindow[]) => RateResult | Promise<RateResult>;
  readonly close: () => Promise<void>;
}
