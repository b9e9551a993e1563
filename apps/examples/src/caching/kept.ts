import { Body, Cache, Controller, Depends, Get, Model, Path, Put, Type, cache, createApp } from 'typhoon';
import type { ValueCache } from 'typhoon';

class Rate extends Model({ currency: Type.String(), rate: Type.Number() }) {}

export const work: string[] = [];
const rates = new Map([['EUR', 1.1]]);

async function readBank(currency: string): Promise<number> {
  work.push(`bank ${currency}`);
  return Promise.resolve(rates.get(currency) ?? 1);
}

@Controller('/rates')
export class RatesController {
  constructor(@Depends(cache) private readonly cache: ValueCache) {}

  /** The answer is kept for ten seconds, and known by a tag. */
  @Get('/:currency', { response: Rate })
  @Cache({ ttl: '10s', tags: ({ currency }) => [`rate:${String(currency)}`] })
  async read(@Path('currency', Type.String()) currency: string) {
    return { currency, rate: await this.readRate(currency) };
  }

  /** Forgets what is kept of it, everywhere. */
  @Put('/:currency', { status: 204 })
  async change(@Path('currency', Type.String()) currency: string, @Body(Type.Number()) rate: number) {
    rates.set(currency, rate);
    await this.cache.invalidateTag(`rate:${currency}`);
  }

  /** A value is kept by itself, too. */
  private async readRate(currency: string): Promise<number> {
    return this.cache.wrap(`rate/${currency}`, '1m', () => readBank(currency), { tags: [`rate:${currency}`] });
  }
}

// #region app
export const app = createApp({
  title: 'Rates',
  version: '1.0.0',
  license: 'MIT',
  controllers: [RatesController],
  // Undefined: what is kept is kept in this process.
  redis: process.env['REDIS_URL'],
});
// #endregion app
