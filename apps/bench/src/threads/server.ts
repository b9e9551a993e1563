/** Answers a light route and a heavy one, whose work is done on the loop or in so many threads: `node server.js 0|1|2`. Says its address. */
import { Controller, Depends, Get, Type, createApp, threadPool, threads } from 'typhoon';
import type { Threads } from 'typhoon';
import { hashing } from './hashing.js';

const size = Number(process.argv[2] ?? 0);

@Controller('/')
class WorkController {
  constructor(@Depends(threads) private readonly threads: Threads) {}

  @Get('/light', { response: Type.Object({ hello: Type.String() }) })
  light() {
    return { hello: 'world' };
  }

  @Get('/heavy', { response: Type.String() })
  heavy() {
    return size === 0 ? hashing.run('a') : this.threads.run(hashing, 'a');
  }
}

const app = createApp({
  title: 'Threads',
  version: '1.0.0',
  controllers: [WorkController],
  engines: new Map([[threads, threadPool({ size: Math.max(1, size) })]]),
  server: { logger: false },
});
process.send?.(await app.listen({ port: 0 }));
process.once('disconnect', () => void app.close());
