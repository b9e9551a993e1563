import type { UploadStream } from './upload-stream.js';
import type { UploadedFile } from './upload-file.js';

/** A form as it was parsed: what `request.body` is on routes that read one, urlencoded or multipart. */
export class FormBody {
  /** Text fields by name, those of a repeated name as a list. Holds no `__proto__`. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Files by the name of their field. */
  readonly files: ReadonlyMap<string, readonly FormFile[]>;
  /** The types of the files that are not of an accepted one. */
  readonly wrongTypes: ReadonlyMap<FormFile, string>;

  constructor(fields: Readonly<Record<string, unknown>>, files: FormBody['files'] = NO_FILES, wrongTypes: FormBody['wrongTypes'] = NO_TYPES) {
    this.fields = fields;
    this.files = files;
    this.wrongTypes = wrongTypes;
  }
}

/** A file in memory, or one that is still on its way. */
export type FormFile = UploadedFile | UploadStream;

const NO_FILES: FormBody['files'] = new Map();
const NO_TYPES: FormBody['wrongTypes'] = new Map();

/** What stands among the fields where a file was sent under a name that no file is declared for. Its bytes were dropped. */
export interface StrayFile {
  readonly filename: string;
  readonly type: string;
}
