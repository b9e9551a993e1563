import { createChat } from './app.js';
import { chatSettings } from './settings.js';

const { host, port, logLevel } = chatSettings.value;
const app = createChat({ logLevel });

try {
  const address = await app.listen({ host, port });
  console.log(`The chat is open: ${address}`);
} catch (error) {
  await app.close();
  if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
  console.error(`Port ${port} is taken. Choose another one: PORT=${port + 1} npm run start:chat`);
  process.exitCode = 1;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void app.close());
