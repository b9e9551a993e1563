import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import semver from 'semver';
import t from 'tap';

interface LockedPackage {
  version?: string;
  resolved?: string;
  link?: boolean;
  dev?: boolean;
  optional?: boolean;
  hasInstallScript?: boolean;
  engines?: { node?: string };
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

const OLDEST_NODE = '20.19.0';

/** Their install scripts only check what is there already, or advertise. None runs here: `.npmrc` says `ignore-scripts`. */
const IDLE_INSTALL_SCRIPTS = ['node_modules/@scarf/scarf', 'node_modules/@swc/core', 'node_modules/core-js', 'node_modules/esbuild'];

/** Of applications of this repository. `msgpackr` does without it, and `bullmq`, which brings that, is an optional peer: none of our packages installs it. */
const IDLE_IN_APPLICATIONS = ['node_modules/msgpackr-extract'];

const lockfile = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, LockedPackage> };
const locked = Object.entries(lockfile.packages).filter(([, { link }]) => link !== true);

t.test('is accepted by npm ci: it matches every package.json (npm install updates it)', async (t) => {
  // Compares and stops before it would install. Whatever is not in the lockfile npm would look up, which `--offline` refuses.
  const args = ['ci', '--dry-run', '--offline', '--loglevel=error', '--cache', t.testdir()];
  const complaint = await promisify(execFile)('npm', args).then(
    () => 'none',
    (error: unknown) => (error as { stderr: string }).stderr,
  );
  t.equal(complaint, 'none');
});

t.test('records no address that a package is downloaded from', async (t) => {
  t.strictSame(
    list(({ resolved }) => resolved !== undefined),
    [],
  );
});

t.test('names every optional dependency, without which npm ci refuses it (node scripts/lock-platforms.js adds them)', async (t) => {
  const names = new Set(Object.keys(lockfile.packages).map((path) => path.replace(/^.*node_modules\//, '')));
  t.strictSame(
    locked.flatMap(([, { optionalDependencies = {} }]) => Object.keys(optionalDependencies)).filter((name) => !names.has(name)),
    [],
  );
});

t.test('holds no package that refuses the oldest Node we support', async (t) => {
  t.strictSame(
    list(({ engines }) => engines?.node !== undefined && !semver.satisfies(OLDEST_NODE, engines.node)),
    [],
  );
});

t.test('gives users no package with an install script', async (t) => {
  t.strictSame(
    list(({ hasInstallScript, dev }) => hasInstallScript === true && dev !== true),
    IDLE_IN_APPLICATIONS,
  );
  const dependents = locked.filter(([path, { dependencies = {} }]) => path.startsWith('packages/') && 'bullmq' in dependencies);
  t.strictSame(dependents, []);
});

t.test('holds no development package that needs its install script', async (t) => {
  t.strictSame(
    list(({ hasInstallScript, dev }) => hasInstallScript === true && dev === true),
    IDLE_INSTALL_SCRIPTS,
  );
});

function list(isListed: (entry: LockedPackage) => boolean): string[] {
  return locked.filter(([, entry]) => isListed(entry)).map(([path]) => path);
}
