import { Controller, Depends, Every, Get, Model, Task, Type, createApp, dependency, httpClient, security, settings } from 'typhoon';
import type { HttpClient } from 'typhoon';
import t from 'tap';
import { isShownText } from '../fixtures/shown.js';

/** What is said of a program; the page shows one mistake without the heading of the list. */
function saidOf(error: unknown): string {
  const { message, problems } = error as Error & { readonly problems?: readonly { readonly message: string }[] };
  return problems?.[0]?.message ?? message;
}

async function mistakeOf(run: () => unknown): Promise<string> {
  try {
    await run();
  } catch (error) {
    return saidOf(error);
  }
  return 'nothing';
}

class Store {}

@Controller('/stores')
class StoresController {
  constructor(@Depends(Store) readonly store: Store) {}

  @Get('/', { response: Type.String() })
  read() {
    return 'open';
  }
}

class Cleanup {
  @Every('1m')
  static sweep() {
    return undefined;
  }
}

class Reports {
  @Task('reports', {})
  build() {
    return undefined;
  }

  @Task('reports', {})
  send() {
    return undefined;
  }
}

class Retried {
  @Task('retried', { retries: -1 })
  build() {
    return undefined;
  }
}

const first = dependency({ key: security.apiKey({ in: 'header', name: 'x-key' }) }, ({ key }) => key);
const second = dependency({ key: security.apiKey({ in: 'header', name: 'x-other-key' }) }, ({ key }) => key);

@Controller('/keys')
class KeysController {
  @Get('/', { response: Type.String() })
  read(@Depends(first) key: string) {
    return key;
  }

  @Get('/other', { response: Type.String() })
  readOther(@Depends(second) key: string) {
    return key;
  }
}

class AppSettings extends Model({ shopPort: Type.Integer() }) {}

const weather = httpClient('weather', { baseUrl: 'https://weather.example', timeout: -5 });

@Controller('/weather')
class WeatherController {
  @Get('/', { response: Type.String() })
  read(@Depends(weather) _weather: HttpClient) {
    return 'rain';
  }
}

const about = { title: 'Shop', version: '1.0.0', license: 'MIT' } as const;

const PROGRAMS: Readonly<Record<string, () => unknown>> = {
  TYPHOON_ERR_APP_STATE: async () => {
    const app = createApp({ ...about, controllers: [StoresController] });
    t.teardown(() => app.close());
    await app.ready();
    app.override(Store, () => new Store());
  },
  TYPHOON_ERR_HTTP_CLIENT_OPTIONS: () => createApp({ ...about, controllers: [WeatherController] }),
  TYPHOON_ERR_SCHEDULE_INVALID: () => createApp({ ...about, controllers: [], schedules: [Cleanup] }),
  TYPHOON_ERR_TASK_INVALID: () => createApp({ ...about, controllers: [], tasks: [Reports] }),
  TYPHOON_ERR_TASK_OPTIONS: () => createApp({ ...about, controllers: [], tasks: [Retried] }),
  TYPHOON_ERR_OPENAPI_CONFLICT: async () => createApp({ ...about, controllers: [KeysController] }).ready(),
  TYPHOON_ERR_SETTINGS_INVALID: () => settings(AppSettings).value,
};

for (const [code, run] of Object.entries(PROGRAMS)) {
  t.test(`says what the page of error codes shows for ${code}`, async (t) => {
    isShownText(t, `messages/${code}`, await mistakeOf(run));
  });
}
