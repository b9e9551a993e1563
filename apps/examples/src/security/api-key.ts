import { Controller, Get, Type, constantTimeEqual, createApp, dependency, secret, security, settings, unauthorized } from 'typhoon';

export const config = settings(Type.Object({ apiKey: secret(Type.String({ minLength: 16 })) }));

const key = security.apiKey({ in: 'header', name: 'X-API-Key' });

const trusted = dependency({ key, config }, ({ key: given, config }) => {
  if (!constantTimeEqual(given, config.apiKey.reveal())) throw unauthorized({ scheme: key });
});

@Controller('/metrics', { dependencies: [trusted] })
export class MetricsController {
  @Get('/', { response: Type.Object({ requests: Type.Integer() }) })
  read() {
    return { requests: 42 };
  }
}

export const app = createApp({ title: 'A key', version: '1.0.0', license: 'MIT', controllers: [MetricsController] });
