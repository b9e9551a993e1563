/** Tasks of a round. */
export const JOBS = 5_000;
/** How many are sent before the first of them is answered. */
export const AT_ONCE = 100;
export const CONCURRENCY = 20;

/** What a round took, per task, in microseconds: from the first that is sent to the last that is done, and of the process's time. */
export interface RoundCost {
  readonly time: number;
  readonly process: number;
}
