// Runs in a process of its own: it says where temporary files would be.
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import t from 'tap';
import { Controller } from '#src/decorators/controller.js';
import { File } from '#src/decorators/file.js';
import { Post } from '#src/decorators/method.js';
import type { UploadedFile } from '#src/http/upload-file.js';
import type { UploadStream } from '#src/http/upload-stream.js';
import { MULTIPART_TYPE, multipartBody } from '../fixtures/multipart-body.js';
import { startApp } from '../fixtures/start-app.js';

t.test('nothing of an upload stays on disk: of one that is kept, streamed, refused, or broken off', async (t) => {
  const folder = t.testdir({});
  for (const name of ['TMPDIR', 'TMP', 'TEMP']) process.env[name] = folder;
  t.equal(tmpdir(), folder);
  const before = readdirSync('.');

  // What is there while the handler has the file.
  const during: string[] = [];
  const look = () => during.push(...readdirSync(folder));

  @Controller('/')
  class Uploads {
    @Post('/kept')
    kept(@File('file', { maxSize: 100_000 }) file: UploadedFile) {
      look();
      return file.size;
    }

    @Post('/streamed')
    async streamed(@File('file', { stream: true, maxSize: 100_000 }) file: UploadStream) {
      let size = 0;
      for await (const chunk of file) {
        look();
        size += chunk.length;
      }
      return size;
    }
  }
  const app = await startApp(t, { controllers: [Uploads] });
  const send = async (url: string, size: number, isOpen = false): Promise<number> => {
    const payload = multipartBody([{ name: 'file', filename: 'a.bin', value: Buffer.alloc(size) }], { isOpen });
    return (await app.inject({ method: 'POST', url, payload, headers: { 'content-type': MULTIPART_TYPE } })).statusCode;
  };
  for (const url of ['/kept', '/streamed']) {
    t.equal(await send(url, 100_000), 200, url);
    t.equal(await send(url, 100_001), 413, url);
    t.equal(await send(url, 1_000, true), 422, url);
  }
  t.strictSame([during, readdirSync(folder), readdirSync('.')], [[], [], before]);
});
