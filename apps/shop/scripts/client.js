#!/usr/bin/env node
// @ts-check
/**
 * Writes the client of the shop into src/client, or says whether it is up to date:
 *
 *   node scripts/client.js [--check]
 */
import { fileURLToPath } from 'node:url';
import { checkClient, generateClient } from '@typhoon/client/generate';
import { createShop } from '../dist/app.js';

const app = createShop({ logLevel: 'silent' });
const { body } = await app.fastify.inject('/openapi.json');
const options = { source: JSON.parse(body), out: fileURLToPath(new URL('../src/client', import.meta.url)), width: 160 };

if (process.argv.includes('--check')) report(await checkClient(options));
else await generateClient(options);
await app.close();

/** @param {readonly import('@typhoon/client/generate').ClientDifference[]} differences */
function report(differences) {
  for (const { path, kind, line } of differences) console.error(`${path}${line === undefined ? '' : `:${line}`} is ${kind}. Run: npm run client -w apps/shop`);
  if (differences.length > 0) process.exitCode = 1;
}
