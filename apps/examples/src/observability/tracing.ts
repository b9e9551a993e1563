import { trace } from '@opentelemetry/api';
import { Controller, Depends, Get, HttpError, Path, Task, Type, createApp, dependency, log, tasks, tasksOf } from 'typhoon';
import type { Job, Tasks } from 'typhoon';
import { provider } from './telemetry.js';

const prices = dependency({}, async () => Promise.resolve(new Map([['pen', 2]])), { name: 'prices' });

export class Statistics {
  @Task('statistics.note', { input: Type.String() })
  note(name: string, job: Job) {
    job.log.info(`Somebody looks at the ${name}.`);
  }
}
const statistics = tasksOf(Statistics);

@Controller('/items')
export class ItemsController {
  @Get('/:name/price', { response: Type.Integer() })
  async read(
    @Path('name', Type.String()) name: string,
    @Depends(prices) prices: Map<string, number>,
    @Depends(tasks) tasks: Tasks,
    @Depends(log) log: { info(text: string): void },
  ) {
    log.info('asked for a price');
    await tasks.send(statistics.note, name);
    const price = trace.getTracer('shop').startActiveSpan('look up', (span) => {
      span.setAttribute('shop.item', name);
      span.end();
      return prices.get(name);
    });
    if (price === undefined) throw new HttpError(404);
    return price;
  }
}

export const app = createApp({
  title: 'Shop',
  version: '1.0.0',
  license: 'MIT',
  controllers: [ItemsController],
  tasks: [Statistics],
  tracing: true,
  onStop: () => provider.shutdown(),
});
