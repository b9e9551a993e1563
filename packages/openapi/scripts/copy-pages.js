// @ts-check
/**
 * Copies the browser files of Swagger UI and ReDoc, with their licences, into `dist/pages/`, which is published.
 *
 * They are not dependencies of the published package: Swagger UI's brings an install script that reports each install to its maker,
 * and ReDoc's brings React, MobX and styled-components as peers, none of which its standalone bundle uses.
 */
import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const pages = fileURLToPath(new URL('../dist/pages', import.meta.url));

/** @type {Record<string, string[]>} */
const FILES = {
  'swagger-ui-dist': [
    'LICENSE',
    'NOTICE',
    'favicon-32x32.png',
    'oauth2-redirect.html',
    'oauth2-redirect.js',
    'swagger-ui-bundle.js',
    'swagger-ui-bundle.js.LICENSE.txt',
    'swagger-ui-standalone-preset.js',
    'swagger-ui.css',
  ],
  redoc: ['LICENSE', 'bundles/redoc.standalone.js', 'bundles/redoc.standalone.js.LICENSE.txt'],
};

for (const [name, files] of Object.entries(FILES)) {
  const source = dirname(require.resolve(`${name}/package.json`));
  const target = join(pages, name);
  mkdirSync(target, { recursive: true });
  for (const file of files) copyFileSync(join(source, file), join(target, basename(file)));
}
