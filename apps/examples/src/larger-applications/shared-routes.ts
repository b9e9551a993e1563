import { Controller, Delete, Get, HttpError, Model, Path, Type, createApp } from 'typhoon';

class Named extends Model({ id: Type.Integer(), name: Type.String() }) {}

const NotFound = HttpError.define({ status: 404, code: 'not_here', title: 'Not here' });

/** No controller itself: it has routes, but no prefix. */
abstract class NamedController {
  protected abstract readonly rows: Map<number, Named>;

  @Get('/', { response: Type.Array(Named.schema) })
  list() {
    return [...this.rows.values()];
  }

  @Get('/:id', { response: Named, throws: [NotFound] })
  read(@Path('id', Type.Integer()) id: number) {
    return this.rows.get(id) ?? NotFound.throw();
  }
}

@Controller('/colors', { tags: ['colors'] })
export class ColorsController extends NamedController {
  protected readonly rows = new Map([[1, { id: 1, name: 'Blue' }]]);
}

@Controller('/sizes', { tags: ['sizes'] })
export class SizesController extends NamedController {
  protected readonly rows = new Map([[1, { id: 1, name: 'Small' }]]);

  @Delete('/:id', { status: 204 })
  remove(@Path('id', Type.Integer()) id: number): void {
    this.rows.delete(id);
  }
}

export const app = createApp({ title: 'Lists', version: '1.0.0', license: 'MIT', controllers: [ColorsController, SizesController] });
