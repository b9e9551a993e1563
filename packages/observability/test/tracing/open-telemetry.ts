import * as api from '@opentelemetry/api';
import t from 'tap';
import { loadOpenTelemetry } from '#src/tracing/open-telemetry.js';

t.test('loads the API that the SDK of the program was registered with', async (t) => {
  t.equal(loadOpenTelemetry().trace, api.trace);
});

t.test('a missing package is a mistake of the boot, and says what to install', async (t) => {
  const away = (): never => {
    throw Object.assign(new Error('Cannot find module'), { code: 'MODULE_NOT_FOUND' });
  };
  const message =
    "createApp(): the option 'tracing' expects the package '@opentelemetry/api', but it is not installed. Run npm install @opentelemetry/api @opentelemetry/sdk-trace-node @opentelemetry/exporter-trace-otlp-http.";
  t.throws(() => loadOpenTelemetry(away), { code: 'TYPHOON_ERR_APP_PACKAGE', problems: [{ message }] });
  const broken = (): never => {
    throw new SyntaxError('broken');
  };
  t.throws(() => loadOpenTelemetry(broken), { name: 'SyntaxError' });
});
