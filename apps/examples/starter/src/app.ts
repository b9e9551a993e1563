import { Controller, Get, Type, createApp } from 'typhoon';

@Controller('/')
export class HelloController {
  @Get('/', { response: Type.Object({ message: Type.String() }) })
  hello() {
    return { message: 'Hello, world' };
  }
}

export const app = createApp({ title: 'Hello', version: '1.0.0', license: 'MIT', controllers: [HelloController] });
