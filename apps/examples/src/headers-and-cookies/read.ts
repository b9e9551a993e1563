import { Controller, Cookie, Get, Header, Model, Type, createApp } from 'typhoon';

class Tracing extends Model({
  'x-request-id': Type.Optional(Type.String({ format: 'uuid' })),
  'x-attempt': Type.Integer({ default: 1 }),
}) {}

@Controller('/visits')
export class VisitsController {
  @Get('/', { response: Type.Unknown() })
  read(
    @Header('accept-language', Type.String({ default: 'en' })) language: string,
    @Header('x-hops', Type.Array(Type.Integer(), { default: [] })) hops: number[],
    @Header(Tracing) tracing: Tracing,
    @Cookie('visits', Type.Integer({ default: 0 })) visits: number,
  ) {
    return { language, hops, attempt: tracing['x-attempt'], visits };
  }
}

export const app = createApp({ title: 'Visits', version: '1.0.0', license: 'MIT', controllers: [VisitsController] });
