import { createApp } from 'typhoon';
import type { Application } from 'typhoon';
import { AccountsController } from './accounts/accounts-controller.js';
import { SignInController } from './accounts/sign-in-controller.js';
import { DEMO_ACCOUNT, DemoData } from './database/demo-data.js';
import { ImagesController } from './images/images-controller.js';
import { ItemsController } from './items/items-controller.js';
import { OrdersController } from './orders/orders-controller.js';
import type { ShopSettings } from './settings.js';

const DESCRIPTION = `
A small shop. Anybody may look at the items; changing them and placing orders takes an account.

To try it out press **Authorize** and sign in as \`${DEMO_ACCOUNT.email}\` with the password \`${DEMO_ACCOUNT.password}\`.
`;

const TAGS = [
  { name: 'items', description: 'What is sold.' },
  { name: 'images', description: 'What it looks like.' },
  { name: 'orders', description: 'What you have bought.' },
  { name: 'accounts', description: 'Making an account and signing in.' },
];

/** What must be known before there are settings to depend on. */
export interface ShopOptions {
  /** The least important lines to log. Default: 'warn', so that a quiet terminal is a good sign. */
  readonly logLevel?: ShopSettings['logLevel'];
}

/** The shop. Each call makes one of its own, so that a test can give it other settings. */
export function createShop({ logLevel = 'warn' }: ShopOptions = {}): Application {
  return createApp({
    title: 'Shop',
    version: '1.0.0',
    description: DESCRIPTION,
    license: 'MIT',
    controllers: [ItemsController, ImagesController, OrdersController, AccountsController, SignInController],
    docs: { tags: TAGS },
    server: { logger: { level: logLevel } },
    onStart: (app) => app.run(DemoData, (demo) => demo.add()),
  });
}
