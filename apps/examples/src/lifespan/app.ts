import { Controller, Depends, Get, Type, createApp } from 'typhoon';

export const log: string[] = [];

class Cache {
  readonly entries = new Map<string, string>();

  /** Called when the application closes, as is `[Symbol.dispose]`. */
  async [Symbol.asyncDispose]() {
    log.push('cache closed');
  }
}

@Controller('/cache')
export class CacheController {
  constructor(@Depends(Cache) private readonly cache: Cache) {}

  @Get('/', { response: Type.Integer() })
  size() {
    return this.cache.entries.size;
  }
}

export const app = createApp({
  title: 'Lifespan',
  version: '1.0.0',
  license: 'MIT',
  controllers: [CacheController],
  onStart: async (app) => {
    await app.run(Cache, (cache) => cache.entries.set('greeting', 'hello'));
    log.push('started');
  },
  onStop: () => {
    log.push('stopping');
  },
});
