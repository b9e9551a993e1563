import { Body, Bytes, Controller, Depends, Get, HttpError, Injectable, Model, Path, Post, Type, createApp, dependency, http, httpClient } from 'typhoon';
import type { HttpClient } from 'typhoon';

const config = dependency({}, () => ({ archiveUrl: 'https://archive.example' }), { name: 'config', lifetime: 'singleton' });

// #region options
export const archive = httpClient('archive', { config }, ({ config: { archiveUrl } }) => ({
  baseUrl: archiveUrl,
  retries: { limit: 3, delay: '50ms' },
  circuitBreaker: { ratio: 0.3, pause: '30s' },
  concurrency: 20,
  maxQueue: 200,
}));
// #endregion options

// #region service
class Receipt extends Model({ id: Type.Integer() }) {}

@Injectable({ lifetime: 'request' })
export class Orders {
  constructor(@Depends(archive) private readonly client: HttpClient) {}

  async keep(text: string): Promise<Receipt> {
    return this.client.post('/orders', { json: { text }, headers: { 'idempotency-key': text }, retries: 2, response: Receipt });
  }
}
// #endregion service

// #region preview
class Link extends Model({ url: Type.String({ format: 'uri' }) }) {}

@Controller('/links')
export class LinksController {
  @Post('/previews', { response: Type.String() })
  async preview(@Body(Link) link: Link, @Depends(http) client: HttpClient) {
    const page = await client.get(link.url, { maxResponseSize: 100_000, timeout: '3s' });
    return /<title>(.*?)<\/title>/.exec(page.text())?.[1] ?? link.url;
  }
}
// #endregion preview

// #region stream
@Controller('/files')
export class FilesController {
  @Get('/:id', { response: Bytes('application/pdf') })
  async read(@Path('id', Type.Integer()) id: number, @Depends(archive) client: HttpClient) {
    const { headers, body, cancel } = await client.stream('/files/:id', { params: { id } });
    if (headers['content-type'] === 'application/pdf') return body;
    cancel();
    throw new HttpError(404);
  }
}
// #endregion stream

@Controller('/orders')
export class OrdersController {
  @Post('/', { response: Receipt })
  async keep(@Body('text', Type.String()) text: string, @Depends(Orders) orders: Orders) {
    return orders.keep(text);
  }
}

export const createReportsApp = () =>
  createApp({
    title: 'Reports',
    version: '1.0.0',
    license: 'MIT',
    controllers: [LinksController, FilesController, OrdersController],
    server: { logger: false },
  });
