import { Controller, Depends, Get, Type, createApp, signal } from 'typhoon';

/** As slow as the day is long, unless it is told to stop. */
export async function buildReport(stop: AbortSignal): Promise<string> {
  return new Promise((_resolve, reject) => {
    stop.addEventListener('abort', () => reject(stop.reason as Error));
  });
}

@Controller('/reports', { concurrency: { max: 2, queue: 10, queueTimeout: '5s' } })
export class ReportsController {
  @Get('/quick', { response: Type.String() })
  quick() {
    return 'report';
  }

  @Get('/slow', { response: Type.String(), timeout: '100ms' })
  async slow(@Depends(signal) stop: AbortSignal) {
    return buildReport(stop);
  }
}

export const app = createApp({
  title: 'Reports',
  version: '1.0.0',
  license: 'MIT',
  controllers: [ReportsController],
  timeout: '30s',
  overload: { maxEventLoopDelay: 500, maxRss: 1_500_000_000 },
});
