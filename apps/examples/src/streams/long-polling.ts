import { Controller, Depends, Empty, Get, Query, Type, createApp, reply, signal } from 'typhoon';
import { Market, Tick } from './market.js';

@Controller('/ticks')
export class NextTickController {
  constructor(@Depends(Market) private readonly market: Market) {}

  // #region next
  @Get('/next', { responses: { 200: Tick, 204: Empty } })
  async next(
    @Query('after', Type.Integer({ minimum: 0, default: 0 })) after: number,
    @Query('wait', Type.Integer({ minimum: 0, maximum: 55_000, default: 25_000 })) wait: number,
    @Depends(signal) leaving: AbortSignal,
  ) {
    const timeout = AbortSignal.timeout(wait);
    try {
      for await (const tick of this.market.after(after, AbortSignal.any([leaving, timeout]))) return reply(200, tick);
    } catch (error) {
      if (!timeout.aborted) throw error;
    }
    return reply(204);
  }
  // #endregion next
}

export const app = createApp({ title: 'Long polling', version: '1.0.0', license: 'MIT', controllers: [NextTickController] });
