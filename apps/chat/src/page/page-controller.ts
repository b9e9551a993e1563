import { fileURLToPath } from 'node:url';
import { Controller, FileDownload, Get, Path, Type, reply } from 'typhoon';

const PUBLIC = fileURLToPath(new URL('../../public', import.meta.url));

/** The run time of the page's client: modules that a browser loads as they are. */
const CLIENT = fileURLToPath(new URL('.', import.meta.resolve('@typhoon/client')));

/** Our own files alone: no inline script or style, no frame around us. `'self'` stands for sockets to this host, too. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  // Asked for each time, and answered with 304 where nothing has changed.
  'cache-control': 'no-cache',
};

const MODULE = Type.String({ pattern: '^[\\w-]+\\.js$' });

/** The page, made of plain files. */
@Controller('/', { hidden: true })
export class PageController {
  @Get('/', { responses: { 200: FileDownload } })
  chat() {
    return send('chat.html');
  }

  @Get('/wall', { responses: { 200: FileDownload } })
  wall() {
    return send('wall.html');
  }

  @Get('/assets/:file', { responses: { 200: FileDownload } })
  asset(@Path('file', Type.String()) file: string) {
    return send(file);
  }

  @Get('/assets/client/:file', { responses: { 200: FileDownload } })
  client(@Path('file', Type.String()) file: string) {
    return send(`client/${file}`);
  }

  @Get('/assets/typhoon-client/:file', { responses: { 200: FileDownload } })
  runTime(@Path('file', MODULE) file: string) {
    return send(file, CLIENT);
  }

  @Get('/assets/typhoon-client/runtime/:file', { responses: { 200: FileDownload } })
  runTimeModule(@Path('file', MODULE) file: string) {
    return send(`runtime/${file}`, CLIENT);
  }
}

function send(path: string, root = PUBLIC) {
  return reply(200, { root, path, disposition: 'inline' } as const, HEADERS);
}
