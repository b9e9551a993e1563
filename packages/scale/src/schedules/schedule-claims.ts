/** What a process holds while it runs a schedule. */
export interface ScheduleClaim {
  /** Says that the run is over. */
  readonly release: () => Promise<void>;
}

/** What is claimed. */
export interface ScheduleTick {
  /** The schedule's name. */
  readonly name: string;
  /** When it is due, in milliseconds since 1970: the same in all processes, whatever their clocks show. */
  readonly time: number;
  /** Whether it may be run while an earlier one still is. */
  readonly overlap: boolean;
  /** Milliseconds for which nobody else gets this time of the schedule, however late their clocks are. */
  readonly life: number;
}

/**
 * Who runs a schedule when it is due: one of all processes that share the claims. An engine passes the checks of
 * `@typhoon/scale/schedule-contract`.
 */
export interface ScheduleClaims {
  /**
   * Resolves to undefined where somebody else has claimed the same time, or runs an earlier one that must not be overlapped;
   * then the time counts as claimed, too. A process that crashes does not hold what it runs for long; what it was running
   * is not run again.
   */
  readonly claim: (tick: ScheduleTick) => Promise<ScheduleClaim | undefined>;
  readonly close: () => Promise<void>;
}
