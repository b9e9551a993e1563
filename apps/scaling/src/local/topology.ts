import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findPort } from './port.js';
import { findProgram } from './programs.js';
import { Service } from './service.js';
import type { ServiceOptions } from './service.js';

/** What docker-compose.yml describes, running on this machine. */
export interface Topology {
  /** nginx: `http://127.0.0.1:8080` */
  readonly url: string;
  /** Ends everything: what is under way is finished first. */
  readonly stop: () => Promise<void>;
}

export interface TopologyOptions {
  /** How many instances of the application. */
  readonly instances: number;
  /** Where nginx should listen; another port is taken where this one is not free. */
  readonly port: number;
  readonly tell: (line: string) => void;
}

const APP = fileURLToPath(new URL('../..', import.meta.url));
const TYPHOON = fileURLToPath(new URL('dist/bin.js', import.meta.resolve('@typhoon/cli/package.json')));

/** Starts Redis, the worker with the instances, and nginx, in this order, with what they write in a temporary folder. */
export async function startTopology({ instances, port, tell }: TopologyOptions): Promise<Topology> {
  const folder = await mkdtemp(join(tmpdir(), 'typhoon-scaling-'));
  const services: Service[] = [];
  const start = async (options: Omit<ServiceOptions, 'tell'>): Promise<void> => {
    const service = new Service({ ...options, tell });
    services.push(service);
    await service.start();
  };
  // nginx first, so that nobody is let in while the rest ends; the instances need Redis to the last.
  const stop = async (): Promise<void> => {
    const [redis, ...others] = services;
    const nginx = others.pop();
    await nginx?.stop();
    await Promise.all(others.map((service) => service.stop()));
    await redis?.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const redisPort = await findPort();
    await start(redisService(redisPort, folder));
    const ports: number[] = [];
    for (let number = 0; number < instances; number++) ports.push(await findPort());
    await Promise.all([start(workerService(redisPort)), ...ports.map((instance, index) => start(instanceService(index + 1, instance, redisPort)))]);
    const nginxPort = await findPort(port);
    await writeNginxFolder(folder, nginxPort, ports);
    await start(nginxService(nginxPort, folder));
    return { url: `http://127.0.0.1:${nginxPort}`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** `appendonly`: what was accepted is in the file before it is answered, so a Redis that is killed and comes back knows it. */
function redisService(port: number, folder: string): Omit<ServiceOptions, 'tell'> {
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--appendonly', 'yes', '--save', '', '--dir', folder, '--maxmemory-policy', 'noeviction'];
  return { name: 'redis', program: findProgram('redis-server'), args, folder, port };
}

function instanceService(number: number, port: number, redisPort: number): Omit<ServiceOptions, 'tell'> {
  const args = [TYPHOON, 'start', 'dist/app.js', '--port', String(port), '--trust-proxy', 'loopback'];
  return { name: `app ${number}`, program: process.execPath, args, folder: APP, env: environment(redisPort), port };
}

function workerService(redisPort: number): Omit<ServiceOptions, 'tell'> {
  return { name: 'worker', program: process.execPath, args: [TYPHOON, 'worker', 'dist/app.js'], folder: APP, env: environment(redisPort) };
}

function environment(redisPort: number): Record<string, string> {
  return { NODE_ENV: 'production', REDIS_URL: `redis://127.0.0.1:${redisPort}` };
}

function nginxService(port: number, folder: string): Omit<ServiceOptions, 'tell'> {
  // Where the folder belongs to root, nginx's own user could not enter it.
  const directives = `daemon off; pid nginx.pid;${process.getuid?.() === 0 ? ' user root root;' : ''}`;
  const args = ['-p', folder, '-c', 'nginx/nginx.conf', '-e', 'nginx.log', '-g', directives];
  return { name: 'nginx', program: findProgram('nginx'), args, folder, port };
}

/** The committed configuration, with the two files that differ from place to place. */
async function writeNginxFolder(folder: string, port: number, instances: readonly number[]): Promise<void> {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${name};`);
  const server = [`listen 127.0.0.1:${port};`, 'access_log off;', ...temporary];
  await cp(join(APP, 'nginx'), join(folder, 'nginx'), { recursive: true });
  await writeFile(join(folder, 'nginx/server.conf'), `${server.join('\n')}\n`);
  await writeFile(join(folder, 'nginx/instances.conf'), instances.map((port) => `server 127.0.0.1:${port} max_fails=1 fail_timeout=2s;\n`).join(''));
}
