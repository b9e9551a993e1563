import { createInMemoryClient } from '@typhoon/testing';
import { Tick } from './market.js';
import { app } from './ticker.js';

/** The first ticks that a client sees, which then leaves. */
export async function readTicks(count: number): Promise<Tick[]> {
  const client = await createInMemoryClient(app);
  const stream = await client.stream('GET', '/ticks');
  const ticks: Tick[] = [];
  for await (const { data } of stream.events(Tick)) {
    ticks.push(data);
    if (ticks.length === count) break;
  }
  return ticks;
}
