import { Controller, Get, Model, Type, createApp } from 'typhoon';

class Price extends Model({ amount: Type.Number({ minimum: 0 }), currency: Type.String({ minLength: 3, maxLength: 3 }) }) {}

@Controller('/price')
export class PriceController {
  @Get('/', { response: Price })
  read() {
    return { amount: -1, currency: 'EUR' };
  }
}

/** The default of `validateResponses` is true unless NODE_ENV is 'production'. */
export function createPrices(validateResponses: boolean) {
  return createApp({ title: 'Prices', version: '1.0.0', license: 'MIT', controllers: [PriceController], validateResponses, server: { logger: false } });
}
