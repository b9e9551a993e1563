import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { CachedAnswer } from './cached-answer.js';

const PAGES = new URL('../pages/', import.meta.url);

const SCRIPT = 'text/javascript; charset=utf-8';
const STYLE = 'text/css; charset=utf-8';

interface PageFile {
  readonly path: string;
  readonly contentType: string;
  /** Imported by another file, which does not know its version. */
  readonly isImported?: boolean;
}

/** The files of the pages: nothing else is served, whatever is asked for. */
const FILES: Readonly<Record<string, PageFile>> = {
  'swagger-ui-bundle.js': { path: 'swagger-ui-dist/swagger-ui-bundle.js', contentType: SCRIPT },
  'swagger-ui.css': { path: 'swagger-ui-dist/swagger-ui.css', contentType: STYLE },
  'oauth2-redirect.js': { path: 'swagger-ui-dist/oauth2-redirect.js', contentType: SCRIPT },
  'favicon-32x32.png': { path: 'swagger-ui-dist/favicon-32x32.png', contentType: 'image/png' },
  'redoc.standalone.js': { path: 'redoc/redoc.standalone.js', contentType: SCRIPT },
  'swagger-page.js': { path: 'typhoon/swagger-page.js', contentType: SCRIPT },
  'swagger-streams.js': { path: 'typhoon/swagger-streams.js', contentType: SCRIPT },
  'swagger-channels.js': { path: 'typhoon/swagger-channels.js', contentType: SCRIPT },
  'channels.js': { path: 'typhoon/channels.js', contentType: SCRIPT },
  'channel-console.js': { path: 'typhoon/channel-console.js', contentType: SCRIPT, isImported: true },
  'channel-credentials.js': { path: 'typhoon/channel-credentials.js', contentType: SCRIPT, isImported: true },
  'channel-elements.js': { path: 'typhoon/channel-elements.js', contentType: SCRIPT, isImported: true },
  'channel-fields.js': { path: 'typhoon/channel-fields.js', contentType: SCRIPT, isImported: true },
  'channel-schema.js': { path: 'typhoon/channel-schema.js', contentType: SCRIPT, isImported: true },
  'channels.css': { path: 'typhoon/channels.css', contentType: STYLE },
  'redoc-page.js': { path: 'typhoon/redoc-page.js', contentType: SCRIPT },
  'page.css': { path: 'typhoon/page.css', contentType: STYLE },
};

/** The files of the pages, read when they are asked for the first time. */
export class PageAssets {
  readonly #answers = new Map<string, Promise<CachedAnswer>>();

  /** The file with what tells its version, `swagger-ui.css?v=Xy…`: browsers may keep it for good. */
  async versionOf(file: string): Promise<string> {
    return `${file}?v=${(await this.#read(file)).hash}`;
  }

  async register(fastify: FastifyInstance, path: string): Promise<void> {
    for (const file of Object.keys(FILES)) {
      fastify.get(`${path}/${file}`, HIDDEN, async (request, reply) => (await this.#read(file)).send(request, reply));
    }
    await Promise.resolve();
  }

  #read(file: string): Promise<CachedAnswer> {
    const known = this.#answers.get(file) ?? readAsset(file);
    this.#answers.set(file, known);
    return known;
  }
}

/** The pages' own routes stand in no document. */
export const HIDDEN: { readonly schema: object; readonly config: object } = { schema: { hide: true }, config: { typhoonUntraced: true } };

async function readAsset(file: string): Promise<CachedAnswer> {
  const { path, contentType, isImported = false } = FILES[file] ?? { path: file, contentType: 'application/octet-stream' };
  const cacheControl = isImported ? 'no-cache' : 'public, max-age=31536000, immutable';
  return new CachedAnswer(await readFile(new URL(path, PAGES)), { contentType, cacheControl });
}
