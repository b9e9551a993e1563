import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';

// To OTEL_EXPORTER_OTLP_ENDPOINT, http://localhost:4318 where nothing is said, as OTEL_SERVICE_NAME.
export const provider = new NodeTracerProvider({ spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())] });

provider.register();
