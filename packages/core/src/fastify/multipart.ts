import type { Readable } from 'node:stream';
import { Busboy } from '@fastify/busboy';
import type { BusboyFileStream, BusboyInstance } from '@fastify/busboy';
import type { FastifyRequest } from 'fastify';
import type { FormPlan } from '../compile/form.js';
import { FormBody } from '../http/form-body.js';
import type { FormFile, StrayFile } from '../http/form-body.js';
import { HttpError } from '../http/http-error.js';
import { contentTooLarge } from '../http/media-type.js';
import { BodySyntaxError, RequestValidationError } from '../http/request-errors.js';
import { UploadedFile } from '../http/upload-file.js';
import type { UploadDescription } from '../http/upload-file.js';
import { toFilename } from '../http/upload-name.js';
import type { UploadRule } from '../http/upload-rule.js';
import { UploadStream } from '../http/upload-stream.js';
import { MAX_FIELDS } from '../http/urlencoded-body.js';
import { createDeferred } from './deferred.js';
import { SAMPLE_SIZE, findWrongType, sniffType } from '../http/upload-type.js';

/**
 * Parses a multipart body: to its end, or to the beginning of a file that is streamed.
 *
 * Nothing is written to disk. Reading stops at the first limit that is passed; what has not been read by then stays
 * unread, and the connection is closed with the answer.
 *
 * @throws HttpError 413 over a limit, 400 when the client goes away; BodySyntaxError for what is no multipart body.
 * @see RFC 7578
 */
export function parseMultipart(request: FastifyRequest, payload: Readable, plan: FormPlan): Promise<FormBody> {
  return new MultipartReader(request, payload, plan).head;
}

/** A part's file as the parser announces it. */
interface IncomingFile {
  readonly name: string;
  readonly stream: BusboyFileStream;
  readonly filename: string;
  readonly type: string;
}

class MultipartReader {
  /** What the handler needs to begin: all, or all that stands before the streamed file. */
  readonly head: Promise<FormBody>;
  readonly #plan: FormPlan;
  readonly #payload: Readable;
  readonly #parser: BusboyInstance;
  readonly #fields: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  readonly #files = new Map<string, FormFile[]>();
  readonly #wrongTypes = new Map<FormFile, string>();
  readonly #counts = new Map<string, number>();
  /** Files that are being read into memory, or opened for streaming. */
  readonly #pending: Promise<unknown>[] = [];
  readonly #end = createDeferred<void>();
  readonly #head = createDeferred<FormBody>();
  #fieldBytes = 0;
  #streamed: BusboyFileStream | undefined;
  /** True from the beginning of the streamed file on: what comes later is too late. */
  #isStreaming = false;
  #failure: Error | undefined;

  constructor(request: FastifyRequest, payload: Readable, plan: FormPlan) {
    this.#plan = plan;
    this.#payload = payload;
    this.#parser = createParser(request.headers['content-type'] ?? '', plan);
    this.head = this.#head.promise;
    this.#listen();
    // The failure of either reaches whoever waits for it; nobody may be waiting.
    this.#end.promise.catch(() => undefined);
    this.head.catch(() => undefined);
    void this.#pump();
  }

  #listen(): void {
    this.#parser.on('field', (name, value, _isNameCut, isCut) => this.#takeField(name as string | undefined, value, isCut));
    this.#parser.on('file', (name, stream, filename, _encoding, type) => {
      // Errors of the whole body reach the parser, too.
      stream.on('error', () => undefined);
      this.#takeFile({ name, stream, filename: toFilename(filename ?? ''), type });
    });
    this.#parser.on('error', (error) => this.#stop(malformed((error as Error).message)));
    this.#parser.on('partsLimit', () => this.#stop(contentTooLarge('The form has too many parts.')));
    this.#parser.on('fieldsLimit', () => this.#stop(contentTooLarge(`The form has more than ${MAX_FIELDS} fields.`)));
    this.#parser.on('finish', () => void this.#finish());
    // The body may be there in full while the parser waits for a slow handler: that is no failure.
    this.#payload.once('close', () => {
      if (!this.#payload.readableEnded) this.#stop(clientGone());
    });
  }

  /** Hands the body over chunk by chunk, each when the one before it has been taken. */
  async #pump(): Promise<void> {
    let size = 0;
    try {
      for await (const chunk of this.#payload.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        size += chunk.length;
        if (size > this.#plan.bodyLimit) throw contentTooLarge(`The request body is larger than ${this.#plan.bodyLimit} bytes.`);
        await this.#write(chunk);
      }
    } catch (error) {
      this.#stop(HttpError.is(error) ? error : clientGone(error));
      return;
    }
    if (this.#failure === undefined) this.#parser.end();
  }

  #write(chunk: Buffer): Promise<void> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#rejectWrite = reject;
      this.#parser.write(chunk, () => resolve());
    });
  }

  #rejectWrite: (error: Error) => void = () => undefined;

  /** Everything ends with the first failure: what waits is told of it, what is held is let go. */
  #stop(failure: Error): void {
    if (this.#failure !== undefined || this.#end.isSettled) return;
    this.#failure = failure;
    this.#head.reject(failure);
    this.#end.reject(failure);
    this.#rejectWrite(failure);
    this.#streamed?.destroy(failure);
    this.#files.clear();
  }

  async #finish(): Promise<void> {
    if (this.#failure !== undefined) return;
    await this.#releaseHead();
    this.#end.resolve();
  }

  async #releaseHead(): Promise<void> {
    try {
      await Promise.all(this.#pending);
      this.#head.resolve(new FormBody(this.#fields, this.#files, this.#wrongTypes));
    } catch (error) {
      this.#stop(error as Error);
    }
  }

  #takeField(name: string | undefined, value: string, isCut: boolean): void {
    this.#fieldBytes += value.length;
    if (isCut || this.#fieldBytes > this.#plan.fieldsLimit) {
      this.#stop(contentTooLarge(`The fields of the form are larger than ${this.#plan.fieldsLimit} bytes.`));
      return;
    }
    if (name === undefined) return;
    if (this.#isStreaming) {
      this.#refuseLate(name);
      return;
    }
    addField(this.#fields, name, value);
  }

  #takeFile(file: IncomingFile): void {
    const { name, stream, filename, type } = file;
    if (this.#failure !== undefined) return void stream.resume();
    const rule = this.#plan.files.get(name);
    if (rule === undefined) {
      stream.resume();
      if (this.#isStreaming) this.#refuseLate(name);
      else if (filename !== '' && name !== undefined) addField(this.#fields, name, { filename, type } satisfies StrayFile);
      return;
    }
    if (this.#isStreaming) {
      this.#refuseLate(name);
      return;
    }
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    if (count > rule.maxCount) {
      this.#stop(contentTooLarge(`The form has more than ${rule.maxCount} ${rule.maxCount === 1 ? 'file' : 'files'} '${name}'.`));
      return;
    }
    if (rule.isStream) this.#beginStream(file, rule);
    else this.#waitFor(this.#bufferFile(file, rule));
  }

  #beginStream(file: IncomingFile, rule: UploadRule): void {
    this.#streamed = file.stream;
    // Without a name it may be one that nobody chose: the first byte tells.
    this.#isStreaming = file.filename !== '';
    const opened = this.#openStream(file, rule);
    this.#waitFor(opened);
    void opened.then(
      (isChosen) => (isChosen ? this.#releaseHead() : undefined),
      () => undefined,
    );
  }

  /** The head waits for it; a failure is seen there, if anywhere. */
  #waitFor(work: Promise<unknown>): void {
    work.catch(() => undefined);
    this.#pending.push(work);
  }

  /** What comes after a streamed file is not there when the handler runs. */
  #refuseLate(name: string): void {
    if (!this.#plan.fields.has(name) && !this.#plan.files.has(name)) return;
    this.#stop(new RequestValidationError([{ type: 'form_order', loc: ['body', name], msg: 'Field should come before the streamed file', input: null }]));
  }

  async #bufferFile({ name, stream, filename, type }: IncomingFile, rule: UploadRule): Promise<void> {
    const bytes = await new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
      const chunks: Buffer[] = [];
      let size = 0;
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size <= rule.maxSize) chunks.push(chunk);
        else this.#stop(fileTooLarge(name, rule));
      });
      stream.once('end', () => resolve(joinChunks(chunks, size)));
      this.#end.promise.catch(reject);
    });
    // A browser sends a file without name and bytes where none was chosen.
    if (filename === '' && bytes.length === 0) return;
    const sniffedType = rule.sniff ? await sniffType(bytes) : undefined;
    this.#keep(new UploadedFile({ name, filename, type, sniffedType }, bytes), await findWrongType(rule, type, sniffedType));
  }

  /** Returns false for a file that nobody chose: the body goes on without it. */
  async #openStream({ name, stream, filename, type }: IncomingFile, rule: UploadRule): Promise<boolean> {
    const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>;
    const sample = await this.#readSample(chunks, rule.sniff ? SAMPLE_SIZE : 1);
    if (sample.length === 0 && filename === '') return false;
    this.#isStreaming = true;
    const sniffedType = rule.sniff
      ? await sniffType(
          joinChunks(
            sample,
            sample.reduce((sum, chunk) => sum + chunk.length, 0),
          ),
        )
      : undefined;
    const description: UploadDescription = { name, filename, type, sniffedType };
    let size = 0;
    const upload = new UploadStream(description, {
      next: async () => {
        const chunk = sample.shift() ?? (await this.#nextChunk(chunks));
        size += chunk?.length ?? 0;
        if (size > rule.maxSize) this.#stop(fileTooLarge(name, rule));
        if (this.#failure !== undefined) throw this.#failure;
        return chunk;
      },
      finish: () => this.#end.promise,
      abandon: () => this.#stop(new HttpError(400, 'The file was not read to its end.')),
    });
    this.#keep(upload, await findWrongType(rule, type, sniffedType));
    return true;
  }

  /** The first chunks of a file: enough to tell its type, or all that there is. */
  async #readSample(chunks: AsyncIterator<Buffer, undefined>, size: number): Promise<Buffer[]> {
    const sample: Buffer[] = [];
    for (let length = 0; length < size; length += sample.at(-1)?.length ?? 0) {
      const chunk = await this.#nextChunk(chunks);
      if (chunk === undefined) break;
      sample.push(chunk);
    }
    return sample;
  }

  async #nextChunk(chunks: AsyncIterator<Buffer, undefined>): Promise<Buffer | undefined> {
    try {
      const step = await chunks.next();
      return step.done === true ? undefined : step.value;
    } catch (error) {
      // A part that breaks off fails with the whole body, for the reason that is known there.
      throw this.#failure ?? malformed((error as Error).message);
    }
  }

  #keep(file: FormFile, wrongType: string | undefined): void {
    const files = this.#files.get(file.name);
    if (files === undefined) this.#files.set(file.name, [file]);
    else files.push(file);
    if (wrongType !== undefined) this.#wrongTypes.set(file, wrongType);
  }
}

function createParser(contentType: string, plan: FormPlan): BusboyInstance {
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      // Paths are taken off by `toFilename`, which knows of both kinds of slashes on every platform.
      preservePath: true,
      limits: { fieldSize: plan.fieldsLimit, fields: MAX_FIELDS, parts: MAX_FIELDS + plan.maxFiles, headerPairs: 100, headerSize: 16_384 },
    });
  } catch (error) {
    throw malformed((error as Error).message.replace(/^Multipart: /, ''));
  }
}

/** Into memory of their own: the chunks are views of what the socket has read. */
function joinChunks(chunks: readonly Buffer[], size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function addField(fields: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__') return;
  const known = fields[name];
  if (known === undefined) fields[name] = value;
  else if (Array.isArray(known)) known.push(value);
  else fields[name] = [known, value];
}

function fileTooLarge(name: string, { maxSize }: UploadRule): HttpError {
  return contentTooLarge(`The file '${name}' is larger than ${maxSize} bytes.`);
}

function malformed(error: string): BodySyntaxError {
  return new BodySyntaxError({ type: 'multipart_invalid', loc: ['body'], msg: 'Multipart decode error', input: {}, ctx: { error } });
}

function clientGone(cause?: unknown): HttpError {
  return new HttpError(400, { detail: 'The request ended before its body was complete.', cause });
}
