import { app } from './app.js';
import { config } from './app-settings.js';

await app.listen({ port: config.value.port });
