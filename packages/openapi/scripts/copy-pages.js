// @ts-check
/**
 * Copies the browser files of Swagger UI and ReDoc, with their licences, and our own into `dist/pages/`, which is published.
 *
 * They are not dependencies of the published package: Swagger UI's brings an install script that reports each install to its maker,
 * and ReDoc's brings React, MobX and styled-components as peers, none of which its standalone bundle uses.
 */
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
    'oauth2-redirect.js',
    'swagger-ui-bundle.js',
    'swagger-ui-bundle.js.LICENSE.txt',
    'swagger-ui.css',
  ],
  redoc: ['LICENSE', 'bundles/redoc.standalone.js', 'bundles/redoc.standalone.js.LICENSE.txt'],
};

rmSync(pages, { recursive: true, force: true });
for (const [name, files] of Object.entries(FILES)) {
  const source = dirname(require.resolve(`${name}/package.json`));
  const target = join(pages, name);
  mkdirSync(target, { recursive: true });
  for (const file of files) copyFileSync(join(source, file), join(target, basename(file)));
}

cpSync(fileURLToPath(new URL('../pages', import.meta.url)), join(pages, 'typhoon'), { recursive: true });
dropRemoteLogo(join(pages, 'redoc', 'redoc.standalone.js'));

/**
 * ReDoc shows its maker's logo from a CDN beside the words 'API docs by Redocly', and nothing when the image cannot be loaded.
 * No page of ours asks another host for anything, so the image is an empty one; the words stay.
 *
 * @param {string} bundle
 */
function dropRemoteLogo(bundle) {
  const remote = 'https://cdn.redoc.ly/redoc/logo-mini.svg';
  const [before, after, ...more] = readFileSync(bundle, 'utf8').split(remote);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`${bundle}: expected '${remote}' once. Look at what this version of ReDoc loads.`);
  writeFileSync(bundle, before + 'data:image/gif;base64,R0lGODlhAQABAAAAACw=' + after);
}
