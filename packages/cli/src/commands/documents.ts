import { readAsyncApi, readOpenApi } from '../documents/read-documents.js';
import { writeDocument } from '../documents/write-document.js';
import type { DocumentTarget } from '../documents/write-document.js';
import { describeEntry } from '../entry/describe-entry.js';
import { CliError } from '../errors.js';
import type { Terminal } from '../output/terminal.js';

/** Options of `typhoon openapi` and `typhoon asyncapi`. */
export interface DocumentCommandOptions extends DocumentTarget {
  readonly entry?: string | undefined;
  /** Of a published document, where there are several. */
  readonly name?: string | undefined;
}

/** Writes the OpenAPI document. */
export async function writeOpenApi(options: DocumentCommandOptions, terminal: Terminal): Promise<number> {
  const { app, project } = await describeEntry(options.entry);
  await writeDocument(readOpenApi(app, project.folder, options.name), options, terminal);
  return 0;
}

/** Writes the AsyncAPI document. */
export async function writeAsyncApi(options: DocumentCommandOptions, terminal: Terminal): Promise<number> {
  const { app, project } = await describeEntry(options.entry);
  const document = readAsyncApi(app, project.folder, options.name);
  if (document === undefined)
    throw new CliError('TYPHOON_ERR_CLI_DOCUMENT', 'The application has no channels, so there is no AsyncAPI document. Add a @WebSocket() handler.');
  await writeDocument(document, options, terminal);
  return 0;
}
