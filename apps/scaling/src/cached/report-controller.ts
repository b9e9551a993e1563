import { setTimeout as wait } from 'node:timers/promises';
import { Cache, Controller, Get, Model, Path, Type } from 'typhoon';
import { INSTANCE, Instance } from '../instance/instance.js';

class Report extends Model({
  year: Type.Integer(),
  madeAt: Type.String({ format: 'date-time' }),
  madeBy: Instance,
}) {}

@Controller('/reports', { tags: ['cache'] })
export class ReportController {
  /** Takes half a second to make. For ten seconds every process answers with the one that some process made. */
  @Get('/:year', { response: Report, summary: 'A report that is kept' })
  @Cache({ ttl: '10s' })
  async read(@Path('year', Type.Integer({ minimum: 2_000, maximum: 2_100 })) year: number) {
    await wait(500);
    return { year, madeAt: new Date().toISOString(), madeBy: INSTANCE };
  }
}
