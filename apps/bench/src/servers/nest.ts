import { announce } from './announce.js';
import { app } from './nest-app.js';

await app.listen(0, '127.0.0.1');
await announce(await app.getUrl());
