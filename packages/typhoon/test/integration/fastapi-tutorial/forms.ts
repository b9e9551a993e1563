import t from 'tap';
import { Controller, File, Form, Model, Post, Type } from '#src/index.js';
import type { UploadedFile } from '#src/index.js';
import { detail, exchange, issue, missing } from '../../fixtures/exchanges.js';

class FormData extends Model({ username: Type.String(), password: Type.String() }) {}
class StrictFormData extends Model(FormData.properties, { additionalProperties: false }) {}
class AliasedForm extends Model({
  username: Type.String(),
  lastname: Type.Optional(Type.String()),
  age: Type.Optional(Type.Integer()),
  tags: Type.Array(Type.String(), { default: ['foo', 'bar'] }),
  with: Type.Optional(Type.String()),
}) {}

@Controller('')
class FormController {
  @Post('/login')
  login(@Form('username', Type.String()) username: string, @Form('password', Type.String()) _password: string): unknown {
    return { username };
  }

  @Post('/model')
  model(@Form(FormData) data: FormData): unknown {
    return data;
  }

  @Post('/strict')
  strict(@Form(StrictFormData) data: StrictFormData): unknown {
    return data;
  }

  @Post('/aliased')
  aliased(@Form(AliasedForm) data: AliasedForm): unknown {
    return data;
  }

  @Post('/tuple')
  tuple(@Form('values', Type.Tuple([Type.Integer(), Type.Integer()])) values: [number, number]): unknown {
    return values;
  }

  @Post('/typed')
  typed(
    @Form('age', Type.Integer({ default: 18 })) age: number,
    @Form('agree', Type.Boolean({ default: false })) agree: boolean,
    @Form('names', Type.Array(Type.String(), { default: [] })) names: string[],
  ): unknown {
    return { age, agree, names };
  }

  @Post('/files')
  file(@File('file') file: UploadedFile): unknown {
    return { file_size: file.size };
  }

  @Post('/optional-file')
  optionalFile(@File('file', { optional: true }) file: UploadedFile | undefined): unknown {
    return file === undefined ? { message: 'No upload file sent' } : { filename: file.filename };
  }

  @Post('/many-files')
  manyFiles(@File('files', { maxCount: 5 }) files: UploadedFile[]): unknown {
    return { filenames: files.map(({ filename }) => filename) };
  }

  @Post('/mixed')
  mixed(@File('file') file: UploadedFile, @File('fileb') fileb: UploadedFile, @Form('token', Type.String()) token: string): unknown {
    return { file_size: file.size, token, fileb_content_type: fileb.type };
  }
}

exchange(t, 'forms and files', { controllers: [FormController] }, [
  {
    ask: 'POST /login',
    form: [
      ['username', 'Foo'],
      ['password', 'secret'],
    ],
    gives: { username: 'Foo' },
  },
  { ask: 'POST /login', form: [['username', 'Foo']], ...detail(missing(['body', 'password'])) },
  {
    ask: 'POST /login',
    form: [
      ['username', ''],
      ['password', 'x'],
    ],
    ...detail(missing(['body', 'username'])),
  },
  { ask: 'POST /login', ...detail(missing(['body', 'username']), missing(['body', 'password'])) },
  {
    ask: 'POST /model',
    form: [
      ['username', 'Foo'],
      ['password', 'secret'],
    ],
    gives: { username: 'Foo', password: 'secret' },
  },
  { ask: 'POST /model', form: [['username', 'Foo']], ...detail(missing(['body', 'password'], { username: 'Foo' })) },
  { ask: 'POST /model', ...detail(missing(['body', 'username'], {}), missing(['body', 'password'], {})) },
  {
    ask: 'POST /strict',
    form: [
      ['username', 'Foo'],
      ['password', 'secret'],
      ['extra', 'extra'],
    ],
    ...detail(issue('extra_forbidden', ['body', 'extra'], 'Extra inputs are not permitted', 'extra')),
  },
  {
    ask: 'POST /aliased',
    form: [
      ['username', 'Rick'],
      ['lastname', 'Sanchez'],
      ['age', '70'],
      ['tags', 'plumbus'],
      ['tags', 'citadel'],
    ],
    gives: { username: 'Rick', lastname: 'Sanchez', age: 70, tags: ['plumbus', 'citadel'] },
  },
  { ask: 'POST /aliased', form: [['username', 'Rick']], gives: { username: 'Rick', tags: ['foo', 'bar'] } },
  {
    ask: 'POST /aliased',
    form: [
      ['username', 'Rick'],
      ['age', 'seventy'],
      ['tags', 'plumbus'],
    ],
    ...detail(issue('int_parsing', ['body', 'age'], 'Input should be a valid integer, unable to parse string as an integer', 'seventy')),
  },
  {
    ask: 'POST /tuple',
    form: [
      ['values', '1'],
      ['values', '2'],
    ],
    gives: [1, 2],
  },
  {
    ask: 'POST /tuple',
    form: [
      ['values', '1'],
      ['values', '2'],
      ['values', '3'],
    ],
    ...detail(
      issue('too_long', ['body', 'values'], 'Tuple should have at most 2 items after validation, not 3', ['1', '2', '3'], {
        field_type: 'Tuple',
        max_length: 2,
        actual_length: 3,
      }),
    ),
  },
  { ask: 'POST /tuple', form: [['values', '1']], ...detail(missing(['body', 'values', 1], ['1'])) },
  {
    ask: 'POST /typed',
    form: [
      ['age', '5'],
      ['agree', 'on'],
      ['names', 'a'],
    ],
    gives: { age: 5, agree: true, names: ['a'] },
  },
  { ask: 'POST /typed', form: [['age', '']], gives: { age: 18, agree: false, names: [] } },
  { ask: 'POST /typed', gives: { age: 18, agree: false, names: [] } },
  { ask: 'POST /typed', parts: [['age', '7']], gives: { age: 7, agree: false, names: [] } },
  { ask: 'POST /files', parts: [['file', 'test.txt', '<file content>']], gives: { file_size: 14 } },
  { ask: 'POST /files', ...detail(missing(['body', 'file'])) },
  { ask: 'POST /optional-file', gives: { message: 'No upload file sent' } },
  { ask: 'POST /optional-file', parts: [['file', 'test.txt', 'x']], gives: { filename: 'test.txt' } },
  {
    ask: 'POST /many-files',
    parts: [
      ['files', 'a.txt', 'x'],
      ['files', 'b.txt', 'y'],
    ],
    gives: { filenames: ['a.txt', 'b.txt'] },
  },
  { ask: 'POST /many-files', ...detail(missing(['body', 'files'])) },
  {
    ask: 'POST /mixed',
    parts: [
      ['token', 'foo'],
      ['file', 'a.txt', 'x'],
      ['fileb', 'b.txt', 'yy'],
    ],
    gives: { file_size: 1, token: 'foo', fileb_content_type: 'text/plain' },
  },
  { ask: 'POST /mixed', ...detail(missing(['body', 'file']), missing(['body', 'fileb']), missing(['body', 'token'])) },
  { ask: 'POST /mixed', parts: [['file', 'a.txt', 'x']], ...detail(missing(['body', 'fileb']), missing(['body', 'token'])) },
]);
