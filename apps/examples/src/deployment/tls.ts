import { Controller, Get, Text, createApp } from 'typhoon';

@Controller('/')
export class HelloController {
  @Get('/', { response: Text })
  hello() {
    return 'Hello';
  }
}

export function createSecure(cert: string, key: string) {
  return createApp({
    title: 'Shop',
    version: '1.0.0',
    controllers: [HelloController],
    // #region server
    server: { https: { cert, key, allowHTTP1: true }, http2: true },
    // #endregion server
  });
}
