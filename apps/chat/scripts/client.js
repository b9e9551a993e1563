#!/usr/bin/env node
// @ts-check
/**
 * Writes the client of the chat's page into public/client, or says whether it is up to date:
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
/** @type {Parameters<typeof generateClient>[0]} */
const options = { source: documents, width: 160, out: fileURLToPath(new URL('../public/client', import.meta.url)), language: 'js', runtime: RUNTIME };

if (process.argv.includes('--check')) report(await checkClient(options));
else await generateClient(options);
await app.close();

/** @param {readonly import('@typhoon/client/generate').ClientDifference[]} differences */
function report(differences) {
  for (const { path, kind, line } of differences) console.error(`${path}${line === undefined ? '' : `:${line}`} is ${kind}. Run: npm run client -w apps/chat`);
  if (differences.length > 0) process.exitCode = 1;
}
