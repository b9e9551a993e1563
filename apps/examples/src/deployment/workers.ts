import { serveClusterBroker, startWorkers } from 'typhoon';

const code = await startWorkers({
  workers: 'auto',
  prepare: serveClusterBroker,
  serve: async () => {
    const { app } = await import('./server.js');
    return { app, address: await app.listen({ port: Number(process.env.PORT ?? 3000), host: '127.0.0.1' }) };
  },
});
process.exit(code);
