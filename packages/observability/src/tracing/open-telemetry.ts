import { createRequire } from 'node:module';
import { ProblemList } from '@typhoon/core/internal';
import type * as api from '@opentelemetry/api';

/** The API of OpenTelemetry: what records, and where to, is the SDK's, which the user brings. */
export type OpenTelemetry = typeof api;

const PACKAGE = '@opentelemetry/api';

/**
 * Loads the API, at once: what is missing is a mistake of the boot. Its copies share one global, so that it is the same
 * that the user's SDK has been registered with, whichever copy is found.
 *
 * @throws BootError (TYPHOON_ERR_APP_PACKAGE) where the package is not installed.
 */
export function loadOpenTelemetry(load: (name: string) => unknown = createRequire(import.meta.url)): OpenTelemetry {
  try {
    return load(PACKAGE) as OpenTelemetry;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
  }
  const problems = new ProblemList();
  problems.add(
    'TYPHOON_ERR_APP_PACKAGE',
    'createApp()',
    `the option 'tracing' expects the package '${PACKAGE}', but it is not installed. Run npm install ${PACKAGE} @opentelemetry/sdk-trace-node @opentelemetry/exporter-trace-otlp-http.`,
  );
  problems.assertNone();
  throw new TypeError('Unreachable: the list of problems was not empty.');
}
