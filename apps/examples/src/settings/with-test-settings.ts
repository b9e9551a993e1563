import { app } from './app.js';
import { config } from './app-settings.js';

/** The application with settings of its own, whatever the environment says. */
export async function startWithTestSettings() {
  app.override(config, () => config.load({ environment: { PUBLIC_URL: 'https://test.example.com', DB__PASSWORD: 'only for tests' }, files: [] }));
  return app.ready();
}
