import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import t from 'tap';
import { Controller, Get, createApp } from '#src/index.js';

@Controller('/')
class HomeController {
  @Get('/')
  read() {
    return 'here';
  }
}

t.test('refuses what is no address of a Redis, and says what to write', async (t) => {
  t.throws(() => createApp({ title: 'A', version: '1', controllers: [], redis: '127.0.0.1:6379' }), {
    code: 'TYPHOON_ERR_APP_OPTIONS',
    message:
      /createApp\(\): the option 'redis' expects an address like 'redis:\/\/127\.0\.0\.1:6379' but got '127\.0\.0\.1:6379'\. Correct it, or leave it undefined/,
  });
  t.throws(() => createApp({ title: 'A', version: '1', controllers: [], redis: { url: 'redis://127.0.0.1:1', prefx: 'a' } as never }), {
    code: 'TYPHOON_ERR_APP_OPTIONS',
    message: /option 'redis': the option 'prefx' is not known\. Write 'prefix'/,
  });
  t.throws(() => createApp({ title: 'A', version: '1', controllers: [], redis: '' }), { message: /but got ''/ });
});

t.test('starts, answers and closes while Redis is away, and says so once', async (t) => {
  const lines: string[] = [];
  const app = createApp({
    title: 'A',
    version: '1',
    controllers: [HomeController],
    redis: 'redis://127.0.0.1:1',
    server: { logger: { level: 'warn', stream: { write: (line: string) => void lines.push(line) } } },
  });
  await app.ready();
  t.equal((await app.inject('/')).statusCode, 200);
  while (lines.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  await app.close();
  t.equal(lines.length, 1);
  t.match(lines[0], /Redis cannot be reached/);
});

/** A program on a machine without `@typhoon/redis`: whoever asks for it is told what Node tells then. */
function withoutPackage(redis: string): string {
  return `
    import { register } from 'node:module';
    register('data:text/javascript,' + encodeURIComponent(\`export const resolve = (name, context, next) => {
      if (name !== '@typhoon/redis') return next(name, context);
      throw Object.assign(new Error("Cannot find package '@typhoon/redis'"), { code: 'ERR_MODULE_NOT_FOUND' });
    }\`));
    const { createApp } = await import('typhoon');
    const app = createApp({ title: 'A', version: '1', controllers: [], redis: ${redis}, server: { logger: false } });
    console.log(await app.ready().then(() => 'ready', (error) => error.code + ' ' + error.message));
    await app.close().catch(() => undefined);`;
}

const run = async (program: string): Promise<string> => (await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program])).stdout;

t.test('without the package, only an application that names a Redis does not start', async (t) => {
  t.equal(await run(withoutPackage('undefined')), 'ready\n');
  t.match(
    await run(withoutPackage("'redis://127.0.0.1:1'")),
    /^TYPHOON_ERR_APP_PACKAGE .*createApp\(\): the option 'redis' names a server, and expects the package '@typhoon\/redis', but it is not installed\. Run npm install/s,
  );
});
