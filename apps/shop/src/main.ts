import { createShop } from './app.js';
import { DEMO_ACCOUNT } from './database/demo-data.js';
import { shopSettings } from './settings.js';

const { host, port, demo, logLevel } = shopSettings.value;
const app = createShop({ logLevel });

try {
  const address = await app.listen({ host, port });
  console.log(`The shop is open: ${address}/docs`);
  if (demo) console.log(`Press "Authorize" there and sign in as ${DEMO_ACCOUNT.email} with the password ${DEMO_ACCOUNT.password}`);
} catch (error) {
  await app.close();
  if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
  console.error(`Port ${port} is taken. Choose another one: PORT=${port + 1} npm start`);
  process.exitCode = 1;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void app.close());
