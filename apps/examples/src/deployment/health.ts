import { Controller, Depends, Empty, Get, HttpError, createApp } from 'typhoon';

export class Database {
  isOpen = true;

  async ping(): Promise<void> {
    if (!this.isOpen) throw new Error('The connection is closed.');
  }
}

/** For the orchestrator, not for people: absent from the documents. */
@Controller('/health', { hidden: true })
export class HealthController {
  constructor(@Depends(Database) private readonly database: Database) {}

  /** The process answers: otherwise it is started anew. */
  @Get('/live', { response: Empty })
  live(): void {}

  /** It can do its work: otherwise it gets no requests. */
  @Get('/ready', { response: Empty })
  async ready(): Promise<void> {
    await this.database.ping().catch(() => HttpError.throw(503, 'The database does not answer.'));
  }
}

export function createHealthy() {
  return createApp({ title: 'Shop', version: '1.0.0', controllers: [HealthController] });
}
