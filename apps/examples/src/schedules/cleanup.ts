import { Cron, Depends, Every, createApp, dependency, log } from 'typhoon';
import type { FastifyBaseLogger } from 'fastify';

/** Stands for a database. */
export class Sessions {
  readonly all = new Map([['old', 0]]);
}

/** Opened for each run, and committed after it; rolled back where the run fails. */
const transaction = dependency({ sessions: Sessions }, async function* ({ sessions }) {
  const deleted: string[] = [];
  yield { delete: (id: string) => deleted.push(id) };
  for (const id of deleted) sessions.all.delete(id);
  await Promise.resolve();
});

export class Cleanup {
  constructor(@Depends(Sessions) private readonly sessions: Sessions) {}

  @Cron('30 4 * * *', { timezone: 'Europe/Berlin', jitter: '2m' })
  sweep(@Depends(transaction) tx: { delete: (id: string) => void }, @Depends(log) log: FastifyBaseLogger) {
    for (const [id, used] of this.sessions.all) if (used < Date.now() - 86_400_000) tx.delete(id);
    log.info('Old sessions are gone');
  }
}

export class Rates {
  current = { EUR: 1 };

  /** Each process holds its own: each refreshes it. */
  @Every('10s', { perProcess: true })
  async refresh() {
    this.current = await Promise.resolve({ EUR: 1.1 });
  }
}

export const app = createApp({ title: 'Shop', version: '1.0.0', license: 'MIT', controllers: [], schedules: [Cleanup, Rates] });
