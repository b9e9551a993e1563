import { Controller, Get, Model, RateLimit } from 'typhoon';
import { INSTANCE, Instance } from '../instance/instance.js';

class Allowed extends Model({ instance: Instance }) {}

@Controller('/limited', { tags: ['rate limit'] })
export class LimitedController {
  /** Twenty a minute for each address, counted by all instances together. */
  @Get('/', { response: Allowed, summary: 'Twenty times a minute' })
  @RateLimit('20/m')
  read() {
    return { instance: INSTANCE };
  }
}
