import { Body, Controller, Depends, Post, Type, background, createApp, dependency } from 'typhoon';
import type { Background } from 'typhoon';

export const sent: string[] = [];

const audit = dependency(
  { background },
  ({ background }) =>
    (what: string) =>
      background.add(() => sent.push(`audit: ${what}`)),
);

@Controller('/orders')
export class OrdersController {
  @Post('/', { status: 202, response: Type.String() })
  create(
    @Body('email', Type.String({ format: 'email' })) email: string,
    @Depends(background) background: Background,
    @Depends(audit) audit: (what: string) => void,
  ) {
    background.add(async () => {
      await Promise.resolve();
      sent.push(`receipt: ${email}`);
    });
    audit('order');
    return 'You will get a receipt.';
  }
}

export const app = createApp({ title: 'Orders', version: '1.0.0', license: 'MIT', controllers: [OrdersController] });
