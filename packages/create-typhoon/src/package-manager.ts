/** A package manager: what a new project says of it. */
export interface PackageManager {
  readonly name: 'npm' | 'pnpm';
  /** How a script is run: `npm run`. */
  readonly run: string;
  /** What stands between a script and its arguments: pnpm would hand on a `--`. */
  readonly separator: string;
  readonly install: string;
  /** Installs what the lock file says, and nothing else. */
  readonly cleanInstall: string;
  readonly lockfile: string;
  /** Takes away what only development needs. */
  readonly prune: string;
}

export const MANAGERS: Readonly<Record<PackageManager['name'], PackageManager>> = {
  npm: {
    name: 'npm',
    run: 'npm run',
    separator: ' --',
    install: 'npm install',
    cleanInstall: 'npm ci',
    lockfile: 'package-lock.json',
    prune: 'npm prune --omit=dev',
  },
  pnpm: {
    name: 'pnpm',
    run: 'pnpm run',
    separator: '',
    install: 'pnpm install',
    cleanInstall: 'pnpm install --frozen-lockfile',
    lockfile: 'pnpm-lock.yaml',
    prune: 'pnpm prune --prod',
  },
};

/** The one that started this program: it says so in the environment. Default: npm. */
export function detectManager(env: NodeJS.ProcessEnv = process.env): PackageManager['name'] {
  return env['npm_config_user_agent']?.startsWith('pnpm/') === true ? 'pnpm' : 'npm';
}
