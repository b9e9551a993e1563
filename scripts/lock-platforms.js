#!/usr/bin/env node
// @ts-check
/**
 * Adds to `package-lock.json` the platform packages (`@turbo/darwin-arm64`, …) that npm could not find while it wrote the file.
 *
 *   node scripts/lock-platforms.js
 *
 * npm leaves out an optional dependency that the registry does not serve at that moment, as mirrors that are behind do not;
 * `npm ci` then refuses the file, "Missing: @turbo/darwin-arm64@ from lock file", on every platform. Run this after `npm install`
 * when test/lockfile.ts says so. The system and processor are read from the package's name, so that other platforms leave it alone.
 */
import { readFileSync, writeFileSync } from 'node:fs';

/**
 * @typedef {{ version?: string, optionalDependencies?: Record<string, string>, dev?: boolean | undefined, license?: string | undefined, engines?: object | undefined }} LockedPackage
 */

const SYSTEMS = ['darwin', 'win32', 'windows', 'linux', 'android', 'freebsd', 'openharmony'];
const PROCESSORS = ['arm64', 'arm', 'ppc64', 's390x', 'riscv64', 'ia32', 'x64', '64'];

const lockfile = JSON.parse(readFileSync('package-lock.json', 'utf8'));
/** @type {Record<string, LockedPackage>} */
const packages = lockfile.packages;

for (const [path, parent] of Object.entries({ ...packages })) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    if (isLocked(path, name)) continue;
    packages[`${path.slice(0, path.lastIndexOf('node_modules/'))}node_modules/${name}`] = platformPackage(name, version, parent);
    console.log(`${name}@${version}`);
  }
}
lockfile.packages = Object.fromEntries(Object.entries(packages).sort(([left], [right]) => left.localeCompare(right, 'en')));
writeFileSync('package-lock.json', `${JSON.stringify(lockfile, null, 2)}\n`);

/**
 * Looks a package up as Node would: beside the one that needs it, then in each folder above.
 *
 * @param {string} from
 * @param {string} name
 * @returns {boolean}
 */
function isLocked(from, name) {
  if (packages[`${from === '' ? '' : `${from}/`}node_modules/${name}`]) return true;
  return from !== '' && isLocked(from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))), name);
}

/**
 * @param {string} name
 * @param {string} version
 * @param {LockedPackage} parent
 */
function platformPackage(name, version, { dev, license, engines }) {
  const system = SYSTEMS.find((word) => name.includes(word));
  const processor = PROCESSORS.find((word) => name.includes(word));
  if (system === undefined || processor === undefined) throw new Error(`'${name}' names no system and processor. Add it to package-lock.json by hand.`);
  const libc = system === 'linux' ? (name.includes('musl') ? ['musl'] : name.includes('gnu') ? ['glibc'] : undefined) : undefined;
  return {
    version,
    cpu: [processor === '64' ? 'x64' : processor],
    dev,
    ...(libc && { libc }),
    license,
    optional: true,
    os: [system === 'windows' ? 'win32' : system],
    engines,
  };
}
