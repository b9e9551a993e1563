import { Controller, Get, Path, Type, createApp } from 'typhoon';

const Size = Type.Union([Type.Literal('small'), Type.Literal('large')]);

@Controller('/shirts')
export class ShirtsController {
  @Get('/mine', { response: Type.String() })
  mine() {
    return 'Your own shirt';
  }

  @Get('/:size', { response: Type.String() })
  read(@Path('size', Size) size: 'small' | 'large') {
    return size === 'small' ? 'A small shirt' : 'A large shirt';
  }

  @Get('/:size/colors/:color', { response: Type.String() })
  colored(@Path('size', Size) size: 'small' | 'large', @Path('color', Type.String()) color: string) {
    return `A ${size} ${color} shirt`;
  }
}

@Controller('/files')
export class FilesController {
  @Get('/*', { response: Type.String() })
  read(@Path('*', Type.String()) path: string) {
    return `The file ${path}`;
  }
}

export const app = createApp({ title: 'Shirts', version: '1.0.0', license: 'MIT', controllers: [ShirtsController, FilesController] });
