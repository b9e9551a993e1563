import { Body, Controller, Model, Post, Type, createApp } from 'typhoon';

class Values extends Model({
  at: Type.DateTime(),
  day: Type.String({ format: 'date' }),
  wait: Type.Duration(),
  home: Type.Url(),
  tags: Type.Set(Type.String()),
  prices: Type.Map(Type.Number()),
  views: Type.BigInt(),
  key: Type.Uint8Array(),
  id: Type.String({ format: 'uuid' }),
}) {}

@Controller('/values')
export class ValuesController {
  @Post('/', { response: Values })
  echo(@Body(Values) values: Values): Values {
    return {
      ...values,
      at: new Date(values.at.getTime() + 60_000),
      wait: values.wait * 2,
      tags: values.tags.add('seen'),
      prices: new Map([...values.prices, ['total', 9]]),
      views: values.views + 1n,
      key: values.key.reverse(),
    };
  }
}

export const app = createApp({ title: 'Values', version: '1.0.0', license: 'MIT', controllers: [ValuesController] });
