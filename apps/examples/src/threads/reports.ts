import { Blocking, Depends, Injectable, threads } from 'typhoon';
import type { Threads } from 'typhoon';

@Injectable({ lifetime: 'singleton' })
export class Reports {
  constructor(@Depends(threads) private readonly threads: Threads) {}

  totals(count: number, signal: AbortSignal): Promise<{ total: number; largest: number }> {
    return this.threads.run(Reports.compute, { count }, { signal, timeout: '30s' });
  }

  @Blocking(import.meta.url)
  static compute(this: void, { count }: { count: number }): { total: number; largest: number } {
    let [total, largest] = [0, 0];
    for (let number = 1; number <= count; number++) {
      total = (total + number * number) % 1_000_003;
      largest = Math.max(largest, total);
    }
    return { total, largest };
  }
}
