import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { validate } from 'dockerfile-utils';
import t from 'tap';

const read = (path: string): string => readFileSync(path, 'utf8');

t.test('docker-compose.yml fits the schema of Compose, and the rules of its linter', (t) => {
  const { status, stdout } = spawnSync('../../node_modules/.bin/dclint', ['--max-warnings', '0', 'docker-compose.yml'], { encoding: 'utf8' });
  t.equal(status, 0, stdout);
  t.end();
});

t.test('the Dockerfile has no mistake, and starts what the build makes', (t) => {
  const dockerfile = read('Dockerfile');
  t.strictSame(
    validate(dockerfile).map(({ message, range }) => `${range.start.line + 1}: ${JSON.stringify(message)}`),
    [],
  );
  t.match(dockerfile, '"start", "dist/app.js"');
  t.end();
});

t.test('nginx asks for the service of the compose file, at the port that it listens on', (t) => {
  t.match(read('nginx/instances.conf'), 'server app:3000 resolve ');
  t.match(read('docker-compose.yml'), /^ {2}app:$/m);
  t.match(read('docker-compose.yml'), "'127.0.0.1:8080:8080'");
  t.match(read('nginx/server.conf'), 'listen 8080;');
  t.end();
});
