import { Controller, Depends, Get, Ready, Type, createApp, readiness } from 'typhoon';

export class Database {
  isOpen = true;

  /** Whether it can be used: rejects, throws or returns false where not. */
  @Ready()
  async ping(): Promise<void> {
    if (!this.isOpen) throw new Error('The connection to 10.0.0.7 is closed.');
  }
}

export class MailServer {
  isThere = true;
}

@Controller('/orders')
export class OrdersController {
  constructor(@Depends(Database) private readonly database: Database) {}

  @Get('/open', { response: Type.Boolean() })
  read() {
    return this.database.isOpen;
  }
}

export function createHealthy() {
  return createApp({
    title: 'Shop',
    version: '1.0.0',
    controllers: [OrdersController],
    health: {
      details: true,
      cache: 0,
      // Of what cannot say it itself; and orders are taken without mail, too.
      checks: [readiness(MailServer, (mail) => mail.isThere, { name: 'mail', isRequired: false })],
    },
  });
}
