import { announce } from './announce.js';
import { app } from './typhoon-app.js';

await announce(await app.listen({ port: 0 }));
