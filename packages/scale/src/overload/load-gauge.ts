import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import type { EventLoopUtilization, IntervalHistogram } from 'node:perf_hooks';

/** How busy a process is. */
export interface Load {
  /** Milliseconds by which the event loop was late, on average of the last moment. */
  readonly eventLoopDelay: number;
  /** The part of the last moment in which it was busy: 0 to 1. */
  readonly eventLoopUtilization: number;
  /** Bytes of the heap. */
  readonly heapUsed: number;
  /** Bytes of the process. */
  readonly rss: number;
}

/** How often the event loop looks at the clock, in milliseconds: what it is late without any load. */
const RESOLUTION = 10;

/** Measures how busy this process is, again and again, until it is closed. It keeps no process alive. */
export class LoadGauge {
  readonly #delay: IntervalHistogram = monitorEventLoopDelay({ resolution: RESOLUTION });
  readonly #timer: NodeJS.Timeout;
  #before: EventLoopUtilization = performance.eventLoopUtilization();

  /** @param interval Milliseconds. */
  constructor(interval: number, tell: (load: Load) => void) {
    this.#delay.enable();
    this.#timer = setInterval(() => tell(this.#read()), interval).unref();
  }

  close(): void {
    clearInterval(this.#timer);
    this.#delay.disable();
  }

  #read(): Load {
    // Nanoseconds; no number where nothing was measured, since the loop stood still for the whole time.
    const mean = this.#delay.mean / 1e6 - RESOLUTION;
    this.#delay.reset();
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, this.#before);
    this.#before = now;
    const { heapUsed, rss } = process.memoryUsage();
    return { eventLoopDelay: Number.isNaN(mean) ? Infinity : Math.max(0, mean), eventLoopUtilization: utilization, heapUsed, rss };
  }
}
