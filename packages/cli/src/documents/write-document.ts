import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Terminal } from '../output/terminal.js';
import { formatOf, toDocumentText } from './document-text.js';
import type { DocumentFormat } from './document-text.js';

/** Where a document goes, and how it is written. */
export interface DocumentTarget {
  /** A file, from the working directory. Default: the standard output. */
  readonly out?: string | undefined;
  readonly format?: DocumentFormat | undefined;
}

/** Writes a document to a file or to the standard output. */
export async function writeDocument(document: object, { out, format }: DocumentTarget, terminal: Terminal): Promise<void> {
  const text = toDocumentText(document, formatOf(format, out));
  if (out === undefined) return terminal.print(text);
  mkdirSync(dirname(resolve(out)), { recursive: true });
  writeFileSync(out, text);
  terminal.tell(`${out} is written.`);
}
