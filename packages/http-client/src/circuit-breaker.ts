/** When a service that fails is left alone. */
export interface CircuitLimits {
  /** Milliseconds over which calls are counted. */
  readonly window: number;
  /** How many calls there must be before their failures say anything. */
  readonly minimum: number;
  /** The share of failures from which on the service is left alone, above 0 up to 1. */
  readonly ratio: number;
  /** Milliseconds for which it is left alone. */
  readonly pause: number;
}

/** Closed: calls pass. Open: none does. Half open: a single one is let through to see. */
export type CircuitState = 'closed' | 'open' | 'half-open';

export type CallOutcome = 'success' | 'failure' | undefined;
export type NoteOutcome = (outcome: CallOutcome) => boolean;

interface Count {
  calls: number;
  failures: number;
}

/**
 * Leaves a service alone that fails. Calls are counted in two halves of the window, the older one of which is forgotten
 * when the newer one is full: old failures cannot open it.
 */
export class CircuitBreaker {
  readonly #limits: CircuitLimits;
  readonly #now: () => number;
  #older: Count = { calls: 0, failures: 0 };
  #newer: Count = { calls: 0, failures: 0 };
  #turnsAt = 0;
  #openUntil: number | undefined;
  #isProbing = false;

  constructor(limits: CircuitLimits, now: () => number = () => performance.now()) {
    this.#limits = limits;
    this.#now = now;
  }

  get state(): CircuitState {
    if (this.#openUntil === undefined) return 'closed';
    return this.#isProbing || this.#now() >= this.#openUntil ? 'half-open' : 'open';
  }

  /** Milliseconds until a call may try again; 0 where one may now. */
  get wait(): number {
    if (this.#openUntil === undefined) return 0;
    return this.#isProbing ? this.#limits.pause : Math.max(0, this.#openUntil - this.#now());
  }

  /**
   * Lets a call go, or returns undefined; the first one after the pause is the one that sees. Tell what it returns how the
   * call ended, once: undefined where that says nothing about the service. It returns true where that opens the circuit.
   */
  enter(): NoteOutcome | undefined {
    if (this.#openUntil === undefined) return (outcome) => this.#note(outcome);
    if (this.#isProbing || this.#now() < this.#openUntil) return undefined;
    this.#isProbing = true;
    return (outcome) => this.#noteProbe(outcome);
  }

  /** A call that began before the circuit opened says nothing new. */
  #note(outcome: CallOutcome): boolean {
    if (outcome === undefined || this.#openUntil !== undefined) return false;
    this.#turn();
    this.#newer.calls++;
    if (outcome === 'success') return false;
    this.#newer.failures++;
    const calls = this.#older.calls + this.#newer.calls;
    const failures = this.#older.failures + this.#newer.failures;
    if (calls < this.#limits.minimum || failures < calls * this.#limits.ratio) return false;
    this.#open();
    return true;
  }

  #noteProbe(outcome: CallOutcome): boolean {
    this.#isProbing = false;
    if (outcome === 'success') this.#openUntil = undefined;
    if (outcome === 'failure') this.#open();
    return outcome === 'failure';
  }

  #open(): void {
    this.#openUntil = this.#now() + this.#limits.pause;
    this.#forget();
  }

  #forget(): void {
    this.#older = { calls: 0, failures: 0 };
    this.#newer = { calls: 0, failures: 0 };
  }

  #turn(): void {
    const half = this.#limits.window / 2;
    const late = this.#now() - this.#turnsAt;
    if (late < half) return;
    this.#older = late < 2 * half ? this.#newer : { calls: 0, failures: 0 };
    this.#newer = { calls: 0, failures: 0 };
    this.#turnsAt = this.#now();
  }
}
