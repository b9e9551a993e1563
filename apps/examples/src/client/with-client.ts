import { createTestClient } from '@typhoon/testing';
import { app } from './app.js';
import { createClient } from './api/index.js';

/** The generated client, over the application in memory. */
export function connectInMemory() {
  return createTestClient(app, createClient, { auth: { HTTPBearer: 'ada' } });
}
