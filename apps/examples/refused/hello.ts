import { Controller, Get, Type } from 'typhoon';

@Controller('/')
export class HelloController {
  @Get('/', { response: Type.Object({ message: Type.String() }) })
  hello() {
    return { message: 42 };
  }
}
