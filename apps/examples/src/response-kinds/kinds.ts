import { Readable } from 'node:stream';
import { Bytes, Controller, Delete, Empty, FileDownload, Get, Html, Path, Post, Redirect, Text, Type, createApp, reply } from 'typhoon';

const DOT = Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAA=', 'base64');
const REPORTS = `${import.meta.dirname}/reports`;

@Controller('/')
export class PagesController {
  @Get('/robots.txt', { response: Text })
  robots() {
    return 'User-agent: *';
  }

  @Get('/', { response: Html })
  home() {
    return '<!doctype html><title>Shop</title>';
  }

  @Get('/dot.gif', { response: Bytes('image/gif') })
  dot() {
    return DOT;
  }

  @Get('/export', { response: FileDownload('text/csv') })
  export() {
    return { content: Readable.from(['name;price\n', 'Pen;2\n']), filename: 'Größen.csv' };
  }

  @Get('/reports/:name', { response: FileDownload })
  report(@Path('name', Type.String()) name: string) {
    return { root: REPORTS, path: name };
  }

  @Get('/old', { status: 308, response: Redirect })
  old() {
    return '/new?from=old';
  }

  @Post('/forms', { responses: { 303: Redirect, 204: Empty } })
  submit() {
    return reply(303, new URL('https://example.com/thanks'));
  }

  @Delete('/everything', { response: Empty })
  remove(): void {}
}

export const app = createApp({ title: 'Pages', version: '1.0.0', license: 'MIT', controllers: [PagesController] });
