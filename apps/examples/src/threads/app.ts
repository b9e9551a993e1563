import { Controller, Depends, Get, Query, ThreadQueueFull, ThreadTimeout, Type, createApp, signal, threadPool, threads } from 'typhoon';
import type { Threads } from 'typhoon';
import { hashing } from './hashing.js';
import { Reports } from './reports.js';

@Controller('/hashes')
export class HashesController {
  constructor(@Depends(threads) private readonly threads: Threads) {}

  @Get('/', { response: Type.Object({ digest: Type.String() }), throws: [ThreadQueueFull, ThreadTimeout] })
  async read(@Query('text', Type.String()) text: string, @Depends(signal) signal: AbortSignal) {
    return { digest: await this.threads.run(hashing, { text, rounds: 100_000 }, { signal, timeout: '5s' }) };
  }

  @Get('/totals', { response: Type.Object({ total: Type.Integer(), largest: Type.Integer() }), throws: [ThreadQueueFull, ThreadTimeout] })
  totals(@Query('count', Type.Integer({ maximum: 100_000_000 })) count: number, @Depends(Reports) reports: Reports, @Depends(signal) signal: AbortSignal) {
    return reports.totals(count, signal);
  }
}

export const app = createApp({
  title: 'Hashes',
  version: '1.0.0',
  license: 'MIT',
  controllers: [HashesController],
  engines: new Map([[threads, threadPool({ size: 2, maxQueue: 50 })]]),
});
