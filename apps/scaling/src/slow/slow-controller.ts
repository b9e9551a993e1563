import { setTimeout as wait } from 'node:timers/promises';
import { Controller, Get, Model, Query, Type } from 'typhoon';
import { INSTANCE, Instance } from '../instance/instance.js';

class Waited extends Model({
  seconds: Type.Number(),
  together: Type.Integer({ description: 'How many requests were waiting in this process when this one came, itself included.' }),
  instance: Instance,
}) {}

@Controller('/slow', { tags: ['slow'] })
export class SlowController {
  #waiting = 0;

  /** Waits, as for a database or another service. One process waits for thousands of requests at once, since waiting costs nothing. */
  @Get('/', { response: Waited, summary: 'Answer after a while' })
  async read(@Query('seconds', Type.Number({ minimum: 0, maximum: 10, default: 1 })) seconds: number) {
    const together = ++this.#waiting;
    try {
      await wait(seconds * 1_000);
      return { seconds, together, instance: INSTANCE };
    } finally {
      this.#waiting -= 1;
    }
  }
}
