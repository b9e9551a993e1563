import { Controller, FileDownload, Get, Path, Type, createApp } from 'typhoon';

/** Whatever lies in this folder and its folders. */
const ASSETS = `${import.meta.dirname}/../../public`;

@Controller('/assets', { hidden: true })
export class AssetsController {
  @Get('/*', { response: FileDownload })
  read(@Path('*', Type.String()) path: string) {
    return { root: ASSETS, path, disposition: 'inline' as const };
  }
}

export const app = createApp({ title: 'Assets', version: '1.0.0', license: 'MIT', controllers: [AssetsController] });
