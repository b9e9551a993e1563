import { Body, Controller, Depends, Get, Header, HttpError, Model, Path, Post, Type, createApp, dependency } from 'typhoon';

class CreateCat extends Model({ name: Type.String({ minLength: 1 }), age: Type.Integer({ minimum: 0 }) }) {}
class Cat extends Model({ id: Type.Integer(), ...CreateCat.properties }) {}

class CatsService {
  readonly #cats: Cat[] = [];

  create(cat: CreateCat): Cat {
    const created = { id: this.#cats.length + 1, ...cat };
    this.#cats.push(created);
    return created;
  }

  find(id: number): Cat {
    return this.#cats[id - 1] ?? HttpError.throw(404, `No cat has id ${id}.`);
  }
}

const roles = dependency({ roles: Header('x-roles', Type.Array(Type.String(), { default: [] })) }, ({ roles }) => {
  if (!roles.includes('admin')) throw new HttpError(403);
});

@Controller('/cats')
export class CatsController {
  constructor(@Depends(CatsService) private readonly cats: CatsService) {}

  @Post('/', { status: 201, response: Cat, security: [roles] })
  create(@Body(CreateCat) cat: CreateCat) {
    return this.cats.create(cat);
  }

  @Get('/:id', { response: Cat })
  findOne(@Path('id', Type.Integer()) id: number) {
    return this.cats.find(id);
  }
}

export const app = createApp({ title: 'Cats', version: '1.0.0', license: 'MIT', controllers: [CatsController] });
