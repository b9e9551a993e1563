import { createHash } from 'node:crypto';
import { Controller, File, Form, Post, Type, createApp } from 'typhoon';
import type { UploadStream, UploadedFile } from 'typhoon';

@Controller('/files')
export class FilesController {
  @Post('/image', { status: 201, response: Type.String() })
  image(@File('image', { maxSize: 2_000_000, types: ['image/png', 'image/jpeg'] }) image: UploadedFile, @Form('title', Type.String()) title: string) {
    return `${title}: ${image.filename}, ${image.size} bytes of ${image.sniffedType}`;
  }

  @Post('/pages', { status: 201, response: Type.Array(Type.String()) })
  pages(@File('page', { maxCount: 3 }) pages: UploadedFile[]) {
    return pages.map((page) => page.text());
  }

  @Post('/video', { status: 201, response: Type.Object({ size: Type.Integer(), sha256: Type.String() }) })
  async video(@File('video', { maxSize: 2 ** 30, stream: true }) video: UploadStream) {
    const hash = createHash('sha256');
    for await (const chunk of video) hash.update(chunk);
    return { size: video.size, sha256: hash.digest('hex') };
  }
}

export const app = createApp({ title: 'Files', version: '1.0.0', license: 'MIT', controllers: [FilesController] });
