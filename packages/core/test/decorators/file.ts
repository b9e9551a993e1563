import t from 'tap';
import { File } from '#src/decorators/file.js';
import { kSource } from '#src/decorators/source.js';
import { Controller } from '#src/decorators/controller.js';
import { Post } from '#src/decorators/method.js';
import { createApp } from '#src/app.js';
import { Depends, dependency } from '#src/dependency/dependency.js';
import type { UploadedFile } from '#src/http/upload-file.js';
import { uploadRuleOf } from '#src/http/upload-rule.js';
import type { UploadStream } from '#src/http/upload-stream.js';
import type { TSchema } from '#src/schema/typebox.js';

t.test('records what a file has to be', (t) => {
  const rows = [
    [undefined, { maxSize: 1_048_576, minCount: 1, maxCount: 1, isList: false, isOptional: false, isStream: false, types: undefined, sniff: false }],
    [{ types: ['Image/PNG'] }, { types: ['image/png'], sniff: true }],
    [{ types: ['image/png'], sniff: false }, { sniff: false }],
    [{ maxCount: 1 }, { isList: true, maxCount: 1 }],
    [
      { maxCount: 3, minCount: 0 },
      { isList: true, minCount: 0, maxCount: 3 },
    ],
    [
      { optional: true, stream: true, maxSize: 5 },
      { isOptional: true, isStream: true, maxSize: 5 },
    ],
  ] as const;
  for (const [options, want] of rows) {
    const source = File('a', options)[kSource];
    t.match(source, { in: 'file', name: 'a' });
    t.match(uploadRuleOf((source as { schema: TSchema }).schema), want);
  }
  t.match(File('a', { alias: 'b', description: 'c', hidden: true, deprecated: true })[kSource], {
    options: { alias: 'b', description: 'c', hidden: true, deprecated: true },
  });
  t.end();
});

t.test('yields what its options say, and refuses another parameter', (t) => {
  @Controller('/')
  class Typed {
    @Post('/')
    handle(
      @File('a') _a: UploadedFile,
      @File('b', { maxCount: 2 }) _b: UploadedFile[],
      @File('c', { stream: true }) _c: UploadStream,
      @File('d', { optional: true }) _d: UploadedFile | undefined,
      // @ts-expect-error it is a list of files
      @File('e', { maxCount: 2 }) _e: UploadedFile,
      // @ts-expect-error it is one file, no list
      @File('f') _f: UploadedFile[],
      // @ts-expect-error it is a stream, not in memory
      @File('g', { stream: true }) _g: UploadedFile,
      // @ts-expect-error may be absent
      @File('h', { optional: true }) _h: UploadedFile,
      // @ts-expect-error a file is no text
      @File('i') _i: string,
    ): void {}
  }
  t.type(Typed, 'function');
  t.end();
});

t.test('an option that there is not is a mistake, for the compiler and at boot: any file would be let in', (t) => {
  // @ts-expect-error there is no 'type'
  const typed = File('a', { maxSize: 10, type: ['image/png'] });
  const colour: object = { colour: 'red' };
  const untyped = dependency({ file: File('b', colour) }, ({ file }) => file);

  @Controller('/')
  class Misspelt {
    @Post('/')
    handle(@typed _a: UploadedFile, @Depends(untyped) _b: unknown): void {}
  }
  t.throws(() => createApp({ controllers: [Misspelt] }), {
    code: 'TYPHOON_ERR_PARAM_INVALID',
    message: /@File\('a'\): the option 'type' is not known\. Write 'types'\.[^]*@File\('b'\): the option 'colour' is not known\. There are 'maxSize', /,
  });
  t.end();
});

t.test('a limit that is no number, and types that are no list, are mistakes at boot: nothing would be compared with them', (t) => {
  const options: object = { maxSize: '1mb', maxCount: '3', minCount: -1, types: 'image/png' };

  @Controller('/')
  class Wrong {
    @Post('/')
    handle(@Depends(dependency({ file: File('a', options) }, ({ file }) => file)) _a: unknown): void {}
  }
  const at = "Wrong.handle, parameter 0 → dependency, input 'file': @File('a'): the option";
  t.throws(() => createApp({ controllers: [Wrong] }), {
    code: 'TYPHOON_ERR_PARAM_INVALID',
    message: [
      'The application cannot start: 4 mistakes found.',
      `  1. ${at} 'maxSize' expects a number of bytes, 1_000_000 but got the text '1mb'. [TYPHOON_ERR_PARAM_INVALID]`,
      `  2. ${at} 'maxCount' expects how many, 3 but got the text '3'. [TYPHOON_ERR_PARAM_INVALID]`,
      `  3. ${at} 'minCount' expects how many, 3 but got the number '-1'. [TYPHOON_ERR_PARAM_INVALID]`,
      `  4. ${at} 'types' expects a list of media types, ['image/png'] but got the text 'image/png'. [TYPHOON_ERR_PARAM_INVALID]`,
    ].join('\n'),
  });
  t.end();
});
