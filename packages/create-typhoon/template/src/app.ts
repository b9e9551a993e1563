import { createApp } from 'typhoon';
import { ItemsController } from './items/items-controller.js';

/** Each call makes an application of its own, so that a test can have one. */
export function createItemsApp() {
  return createApp({ title: '__NAME__', version: '0.1.0', controllers: [ItemsController] });
}

export default createItemsApp;
