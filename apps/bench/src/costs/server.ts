/** One route, with one thing switched on: started by `run.ts` with the name of that. */
import { AlwaysOffSampler, BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { SpanExporter } from '@opentelemetry/sdk-trace-node';
import { Cache, Controller, Get, RateLimit, Type, createApp } from 'typhoon';
import type { ApplicationOptions } from 'typhoon';
import { announce } from '../servers/announce.js';
import type { VariantName } from './variants.js';

const Item = Type.Object({ id: Type.Integer(), name: Type.String() });

@Controller('/')
class ItemsController {
  @Get('/bare', { response: Item })
  bare() {
    return { id: 1, name: 'Pen' };
  }

  @Get('/cache', { response: Item })
  @Cache({ ttl: '1h' })
  cached() {
    return { id: 1, name: 'Pen' };
  }

  @Get('/limit', { response: Item })
  @RateLimit('100000000/m')
  limited() {
    return { id: 1, name: 'Pen' };
  }
}

/** Spans are made and gathered, and sent nowhere: that is the collector's distance, not ours. */
const nowhere: SpanExporter = {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- 0 is success; its enum stands in a package that nothing else here needs
  export: (_spans, done) => done({ code: 0 }),
  shutdown: async () => Promise.resolve(),
};

function trace(isSampled: boolean): ApplicationOptions['tracing'] {
  const options = { spanProcessors: [new BatchSpanProcessor(nowhere, { maxQueueSize: 100_000 })] };
  new NodeTracerProvider(isSampled ? options : { ...options, sampler: new AlwaysOffSampler() }).register();
  return true;
}

const SWITCHES: Readonly<Record<VariantName, () => Partial<ApplicationOptions>>> = {
  bare: () => ({}),
  cache: () => ({}),
  limit: () => ({}),
  metrics: () => ({ metrics: true }),
  unsampled: () => ({ tracing: trace(false) }),
  tracing: () => ({ tracing: trace(true) }),
};

const name = process.argv[2] as VariantName;
const app = createApp({ title: 'Costs', version: '1', controllers: [ItemsController], docs: false, server: { logger: false }, ...SWITCHES[name]() });
await announce(await app.listen({ port: 0 }));
