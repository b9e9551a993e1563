import { Controller, Depends, Get, Type, createApp } from 'typhoon';
import { config } from './app-settings.js';
import type { AppSettings } from './app-settings.js';

@Controller('/info')
export class InfoController {
  constructor(@Depends(config) private readonly settings: AppSettings) {}

  @Get('/', { response: Type.Object({ url: Type.String(), database: Type.String() }) })
  read() {
    const { publicUrl, db } = this.settings;
    return { url: publicUrl.href, database: `${db.host}:${db.port}` };
  }
}

export const app = createApp({ title: 'Settings', version: '1.0.0', license: 'MIT', controllers: [InfoController] });
