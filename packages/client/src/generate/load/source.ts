/** Where a document comes from. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { GeneratorError } from '../errors.js';

/** A parsed document, the path of a file, or an address: 'openapi.yaml', 'https://shop.example/openapi.json'. */
export type Source = string | URL | object;

/** A document as read, and where: what its references are relative to. */
export interface LoadedSource {
  /** The address of a file or page; for a parsed document one that only names it. */
  readonly address: string;
  readonly value: unknown;
}

/** The most bytes of one document. */
const LARGEST = 64 * 1024 * 1024;

/** @throws TYPHOON_ERR_CLIENT_SOURCE */
export async function readSource(source: Source, index = 0): Promise<LoadedSource> {
  if (typeof source === 'object' && !(source instanceof URL)) return { address: `document:${index}`, value: source };
  const address = toAddress(source);
  return { address, value: await readAddress(address) };
}

/** @throws TYPHOON_ERR_CLIENT_SOURCE */
export async function readAddress(address: string): Promise<unknown> {
  const text = await readText(address).catch((cause: unknown) => {
    throw new GeneratorError('TYPHOON_ERR_CLIENT_SOURCE', `'${address}' cannot be read: ${toMessage(cause)}`, { cause });
  });
  return parseText(text, address);
}

/** JSON is YAML, but a parser of JSON is forty times faster, and documents are long. */
export function parseText(text: string, address: string): unknown {
  // YAML takes a page for one long text.
  if (/^\s*</.test(text)) throw new GeneratorError('TYPHOON_ERR_CLIENT_SOURCE', `'${address}' is HTML or XML, but a document in JSON or YAML is expected.`);
  try {
    return /^\s*[[{]/.test(text) ? parseJson(text) : parseYaml(text);
  } catch (cause) {
    throw new GeneratorError('TYPHOON_ERR_CLIENT_SOURCE', `'${address}' is neither JSON nor YAML: ${toMessage(cause)}`, { cause });
  }
}

/** A flow mapping of YAML begins like JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    try {
      return parseYaml(text);
    } catch {
      throw error;
    }
  }
}

/** Times stay texts, and as many aliases as a well-meant document has. */
function parseYaml(text: string): unknown {
  return parse(text, { maxAliasCount: 1000, merge: true, logLevel: 'error' }) as unknown;
}

async function readText(address: string): Promise<string> {
  if (address.startsWith('file:')) return readFile(fileURLToPath(address), 'utf8');
  const response = await fetch(address, { headers: { accept: 'application/json, application/yaml, */*;q=0.5' }, signal: AbortSignal.timeout(30_000) });
  if (!response.ok) throw new Error(`the answer has the status ${response.status}`);
  const text = await response.text();
  if (text.length > LARGEST) throw new Error('it is longer than 64 MiB');
  return text;
}

function toAddress(source: string | URL): string {
  if (source instanceof URL) return source.href;
  if (/^(https?|file):/i.test(source)) return new URL(source).href;
  return pathToFileURL(resolve(source)).href;
}

function toMessage(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const inner = cause.cause instanceof Error ? ` (${cause.cause.message})` : '';
  return `${cause.message}${inner}`;
}
