import { Body, Controller, Depends, EventStream, Get, JsonLines, Post, Type, createApp, event, lastEventId, signal } from 'typhoon';
import { Market, Tick } from './market.js';

@Controller('/ticks')
export class TicksController {
  constructor(@Depends(Market) private readonly market: Market) {}

  // #region events
  @Get('/', { response: EventStream(Tick) })
  async *ticks(@Depends(lastEventId) last: string | undefined, @Depends(signal) leaving: AbortSignal) {
    for await (const tick of this.market.after(Number(last ?? 0), leaving)) {
      yield event({ id: String(tick.number), data: tick });
    }
  }
  // #endregion events

  // #region lines
  @Get('/history', { response: JsonLines(Tick) })
  *history() {
    for (const tick of this.market.all) yield tick;
  }
  // #endregion lines

  @Post('/', { status: 201, response: Tick })
  add(@Body('price', Type.Number()) price: number) {
    return this.market.add(price);
  }
}

export const app = createApp({ title: 'Ticker', version: '1.0.0', license: 'MIT', controllers: [TicksController] });
