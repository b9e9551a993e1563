import { EventEmitter, once } from 'node:events';
import { Model, Type } from 'typhoon';

export class Tick extends Model({ number: Type.Integer(), price: Type.Number() }) {}

export class Market {
  readonly #ticks: Tick[] = [];
  readonly #changes = new EventEmitter();

  add(price: number): Tick {
    const tick = { number: this.#ticks.length + 1, price };
    this.#ticks.push(tick);
    this.#changes.emit('tick');
    return tick;
  }

  get all(): readonly Tick[] {
    return this.#ticks;
  }

  /** What came after a number, then what comes, until the signal aborts. */
  async *after(number: number, signal: AbortSignal): AsyncGenerator<Tick> {
    let last = number;
    for (;;) {
      for (const tick of this.#ticks.slice(last)) {
        yield tick;
        last = tick.number;
      }
      if (last >= this.#ticks.length) await once(this.#changes, 'tick', { signal });
    }
  }
}
