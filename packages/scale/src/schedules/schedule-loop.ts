import type { WorkServices } from '@typhoon/core';
import type { ScheduleDefinition } from './describe-schedules.js';
import type { ScheduleClaim, ScheduleClaims } from './schedule-claims.js';
import { toContext } from './schedule-run.js';

/** Milliseconds by which a time may be missed: a process that was held up for longer leaves it out. */
const MOST_LATE = 60_000;

/** Milliseconds, on top of the jitter, for which a time stays claimed: more than a late process is late, and its clock slow. */
const CLAIM_LIFE = 300_000;

/** The longest that is waited at once, in milliseconds: timers know 24 days at most, and nothing of a clock that is set. */
const LONGEST_WAIT = 60_000;

/** What is done in the place of a claim where every process runs a schedule. */
const UNCLAIMED: ScheduleClaim = { release: async () => Promise.resolve() };

/** What a loop works with. */
export interface LoopServices extends Pick<WorkServices, 'log' | 'observer'> {
  readonly claims: () => ScheduleClaims;
  /** Calls the method. */
  readonly call: (context: unknown) => Promise<unknown>;
}

/** Keeps one schedule: waits for its times, claims them, and runs the method. */
export class ScheduleLoop {
  readonly definition: ScheduleDefinition;
  readonly #services: LoopServices;
  readonly #running = new Set<Promise<void>>();
  readonly #end = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #next: number | undefined;
  #isStopped = false;
  #isAway = false;

  constructor(definition: ScheduleDefinition, services: LoopServices) {
    this.definition = definition;
    this.#services = services;
  }

  /** When it is due next, in milliseconds since 1970; undefined before the start. */
  get next(): number | undefined {
    return this.#next;
  }

  start(): void {
    if (this.#timer === undefined && !this.#isStopped) this.#await(Date.now());
  }

  /** Nothing begins any more. What is under way is told to end after so many milliseconds. */
  close(patience: number): void {
    if (this.#isStopped) return;
    this.#isStopped = true;
    clearTimeout(this.#timer);
    if (this.#running.size === 0) return;
    const timer = setTimeout(() => this.#end.abort(new DOMException('The application closes.', 'AbortError')), patience);
    void this.idle().then(() => clearTimeout(timer));
  }

  /** Resolves when nothing of it is under way. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }

  /** Runs it now, whoever else does. @throws What the method throws. */
  async run(): Promise<void> {
    const running = this.#call();
    const settled = running.catch(() => undefined);
    this.#running.add(settled);
    try {
      await running;
    } finally {
      this.#running.delete(settled);
    }
  }

  #await(after: number): void {
    const time = this.definition.times.after(after);
    this.#next = time;
    if (time !== undefined) this.#wait(time, time + Math.random() * this.definition.jitter);
  }

  #wait(time: number, due: number): void {
    const left = due - Date.now();
    this.#timer = setTimeout(
      () => {
        if (Date.now() < due) this.#wait(time, due);
        else this.#reach(time, due);
      },
      Math.max(0, Math.min(left, LONGEST_WAIT)),
    );
  }

  #reach(time: number, due: number): void {
    // From now on, and not from then: what was missed meanwhile is not made up for.
    this.#await(Math.max(Date.now(), time));
    const { name, overlap } = this.definition;
    const late = Date.now() - due;
    if (late > MOST_LATE) this.#services.log.warn({ schedule: name, late }, `The schedule '${name}' was missed: the process was held up`);
    else if (!overlap && this.#running.size > 0) this.#services.log.debug({ schedule: name }, `The schedule '${name}' is left out: it is still running`);
    else this.#begin(time);
  }

  #begin(time: number): void {
    const running = this.#claimAndRun(time);
    this.#running.add(running);
    void running.finally(() => this.#running.delete(running));
  }

  async #claimAndRun(time: number): Promise<void> {
    const claim = await this.#claim(time);
    if (claim === undefined) return;
    const { name } = this.definition;
    try {
      // Also where the application has begun to close meanwhile: whoever has the claim is the only one who runs it, and is awaited.
      await this.#call();
    } catch (error) {
      this.#services.log.error({ err: error, schedule: name }, `The schedule '${name}' failed; it will run again when it is due`);
    }
    await claim.release().catch((error: unknown) => this.#services.log.debug({ err: error, schedule: name }, 'The end of a run could not be told'));
  }

  async #claim(time: number): Promise<ScheduleClaim | undefined> {
    const { name, overlap, perProcess, jitter } = this.definition;
    if (perProcess) return UNCLAIMED;
    try {
      const claim = await this.#services.claims().claim({ name, time, overlap, life: CLAIM_LIFE + jitter });
      if (this.#isAway) this.#services.log.info({ schedule: name }, `The schedule '${name}' runs again`);
      this.#isAway = false;
      return claim;
    } catch (error) {
      // Said once: it may be due every second.
      if (!this.#isAway) this.#services.log.error({ err: error, schedule: name }, `The schedule '${name}' is left out while it cannot be claimed`);
      this.#isAway = true;
      return undefined;
    }
  }

  /** From nowhere: what was under way when the application began to listen has nothing to do with it. */
  async #call(): Promise<void> {
    const { observer } = this.#services;
    if (observer === undefined) await this.#run();
    else await observer.resume({}, { kind: 'schedule', name: this.definition.name }, async () => this.#run());
  }

  async #run(): Promise<void> {
    const log = this.#services.log.child({ schedule: this.definition.name, ...this.#services.observer?.bindings() });
    await this.#services.call(toContext({ log, signal: this.#end.signal }));
  }
}
