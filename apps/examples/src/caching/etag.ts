import { Controller, Get, Path, Type, createApp, reply } from 'typhoon';

const prices = new Map([['pen', { amount: 2, version: 7 }]]);

@Controller('/prices', { etag: 'weak' })
export class PricesController {
  @Get('/', { response: Type.Array(Type.String()) })
  list() {
    return [...prices.keys()];
  }

  @Get('/:name', { responses: { 200: Type.Integer(), 404: Type.Null() }, etag: 'strong' })
  read(@Path('name', Type.String()) name: string) {
    const price = prices.get(name);
    return price === undefined ? reply(404, null) : reply(200, price.amount, { etag: `"${price.version}"` });
  }
}

export const app = createApp({ title: 'Prices', version: '1.0.0', license: 'MIT', controllers: [PricesController] });
