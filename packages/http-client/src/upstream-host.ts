import { CallSlots } from './call-slots.js';
import { CircuitBreaker } from './circuit-breaker.js';
import type { CallOutcome, CircuitState } from './circuit-breaker.js';
import type { ClientSettings } from './client-settings.js';
import { UpstreamUnavailable } from './upstream-errors.js';

/** How a host is doing, as its client sees it. */
export interface HostState {
  /** `https://api.example.com` */
  readonly origin: string;
  /** `open` where it is left alone, since it fails. */
  readonly circuit: CircuitState;
  /** Calls that are under way. */
  readonly active: number;
  /** Calls that wait for their turn. */
  readonly waiting: number;
}

/** One host of a client: how many calls it gets, and whether any. */
export class UpstreamHost {
  readonly #origin: string;
  readonly #circuit: CircuitBreaker | undefined;
  readonly #slots: CallSlots;

  constructor(origin: string, { circuit, concurrency, maxQueue }: Pick<ClientSettings, 'circuit' | 'concurrency' | 'maxQueue'>) {
    this.#origin = origin;
    this.#circuit = circuit === undefined ? undefined : new CircuitBreaker(circuit);
    this.#slots = new CallSlots(concurrency, maxQueue);
  }

  get state(): HostState {
    return { origin: this.#origin, circuit: this.#circuit?.state ?? 'closed', active: this.#slots.active, waiting: this.#slots.waiting };
  }

  /** True where nothing is known of it that a new one would not know. */
  get isIdle(): boolean {
    return this.#slots.active === 0 && (this.#circuit?.state ?? 'closed') === 'closed';
  }

  /**
   * Waits for the turn of a call. What it returns ends the call, once, and returns true where the circuit is open from then on.
   *
   * @throws UpstreamUnavailable (503) where the circuit is open, or too many wait.
   */
  async enter(signal: AbortSignal, place: string): Promise<(outcome: CallOutcome) => boolean> {
    // Nobody shall wait in line for a host that is left alone.
    if (this.#circuit?.state === 'open') throw this.#refuseOpen(place);
    if (this.#slots.isFull) throw unavailable(`${place} was not asked: ${this.#slots.active} calls are under way and ${this.#slots.waiting} wait.`, 1_000);
    const give = await this.#slots.take(signal);
    const note = this.#circuit === undefined ? () => false : this.#circuit.enter();
    if (note === undefined) {
      give();
      throw this.#refuseOpen(place);
    }
    let isEnded = false;
    return (outcome) => {
      if (isEnded) return false;
      isEnded = true;
      give();
      return note(outcome);
    };
  }

  #refuseOpen(place: string): Error {
    return unavailable(`${place} was not asked: it has failed too often.`, this.#circuit?.wait ?? 0);
  }
}

function unavailable(message: string, wait: number): Error {
  return new UpstreamUnavailable({ message, headers: { 'retry-after': String(Math.max(1, Math.ceil(wait / 1_000))) }, log: false });
}

/** The hosts of a client, by origin. */
export class UpstreamHosts {
  readonly #settings: ClientSettings;
  readonly #hosts = new Map<string, UpstreamHost>();

  constructor(settings: ClientSettings) {
    this.#settings = settings;
  }

  of(origin: string): UpstreamHost {
    const known = this.#hosts.get(origin);
    if (known !== undefined) return known;
    if (this.#hosts.size >= MOST_KNOWN) this.#forgetIdle();
    const host = new UpstreamHost(origin, this.#settings);
    this.#hosts.set(origin, host);
    return host;
  }

  get states(): readonly HostState[] {
    return [...this.#hosts.values()].map(({ state }) => state);
  }

  /** Whoever may call any host shall not fill the memory with them. */
  #forgetIdle(): void {
    for (const [origin, host] of this.#hosts) if (host.isIdle) this.#hosts.delete(origin);
  }
}

const MOST_KNOWN = 1_000;
