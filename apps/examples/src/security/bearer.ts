import { Controller, Depends, Get, Type, createApp, security } from 'typhoon';

const token = security.bearer();

@Controller('/items')
export class ItemsController {
  @Get('/', { response: Type.Object({ token: Type.String() }) })
  list(@Depends(token) token: string) {
    return { token };
  }
}

export const app = createApp({ title: 'A first token', version: '1.0.0', license: 'MIT', controllers: [ItemsController] });
