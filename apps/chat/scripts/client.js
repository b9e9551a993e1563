#!/usr/bin/env node
// @ts-check
/**
 * Writes the clients of the chat, that of the tests into src/client and that of the page into public/client, or says whether they are up to date:
 *
 *   node scripts/client.js [--check]
 */
import { fileURLToPath } from 'node:url';
import { checkClient, generateClient } from '@typhoon/client/generate';
import { createChat } from '../dist/app.js';

/** Where the page finds the run time. */
const RUNTIME = '/assets/typhoon-client/index.js';

const app = createChat({ logLevel: 'silent' });
const documents = await Promise.all(['/openapi.json', '/asyncapi.json'].map(async (path) => JSON.parse((await app.fastify.inject(path)).body)));
const source = { source: documents, width: 160 };
const clients = [
  { ...source, out: fileURLToPath(new URL('../src/client', import.meta.url)) },
  { ...source, out: fileURLToPath(new URL('../public/client', import.meta.url)), language: /** @type {const} */ ('js'), runtime: RUNTIME },
];

for (const options of clients) {
  if (process.argv.includes('--check')) report(await checkClient(options));
  else await generateClient(options);
}
await app.close();

/** @param {readonly import('@typhoon/client/generate').ClientDifference[]} differences */
function report(differences) {
  for (const { path, kind, line } of differences) console.error(`${path}${line === undefined ? '' : `:${line}`} is ${kind}. Run: npm run client -w apps/chat`);
  if (differences.length > 0) process.exitCode = 1;
}
