import type { UploadRule } from './upload-rule.js';

/** How many first bytes tell a type. @see file-type, `reasonableDetectionSizeInBytes` */
export const SAMPLE_SIZE = 4_100;

/** The types that can be told by first bytes, and how to tell; loaded at the first file that asks for it. */
interface Sniffer {
  readonly known: ReadonlySet<string>;
  readonly read: (bytes: Uint8Array) => Promise<string | undefined>;
}

let sniffer: Promise<Sniffer> | undefined;

function loadSniffer(): Promise<Sniffer> {
  return (sniffer ??= import('file-type').then(({ fileTypeFromBuffer, supportedMimeTypes }) => ({
    known: new Set([...supportedMimeTypes].map(toCommonType)),
    read: async (bytes) => (await fileTypeFromBuffer(bytes))?.mime,
  })));
}

/** The media type that the first bytes of a file show; undefined for texts and what is not known. */
export async function sniffType(bytes: Uint8Array): Promise<string | undefined> {
  const { read } = await loadSniffer();
  try {
    return await read(bytes.subarray(0, SAMPLE_SIZE));
  } catch {
    // A file that is cut off in its header shows nothing.
    return undefined;
  }
}

/**
 * Why a file is not of an accepted type: the type it has instead. Undefined where it is.
 *
 * Both count: what the client declares, and what the first bytes show. Where these show nothing, the declared type is
 * believed only if it is one that has no such bytes, as texts have none.
 */
export async function findWrongType(rule: UploadRule, declared: string, sniffed: string | undefined): Promise<string | undefined> {
  if (rule.types === undefined) return undefined;
  if (!isAccepted(declared, rule.types)) return declared;
  if (!rule.sniff) return undefined;
  if (sniffed === undefined) return (await loadSniffer()).known.has(toCommonType(declared)) ? 'unknown content' : undefined;
  return isAccepted(sniffed, rule.types) || isContainerOf(sniffed, declared) ? undefined : sniffed;
}

function isAccepted(type: string, accepted: readonly string[]): boolean {
  const common = toCommonType(type);
  return accepted.some(
    (candidate) => candidate === '*/*' || (candidate.endsWith('/*') ? common.startsWith(candidate.slice(0, -1)) : toCommonType(candidate) === common),
  );
}

/** What is built from another format shows that one's first bytes where its own cannot be told. */
const CONTAINERS: Readonly<Record<string, RegExp>> = {
  'application/xml': /\+xml$|^text\/xml$/,
  'application/zip': /\+zip$|^application\/vnd\.|^application\/java-archive$/,
  'application/cfb': /^application\/(?:vnd\.ms-|msword$)/,
  'application/gzip': /\+gzip$/,
};

function isContainerOf(sniffed: string, declared: string): boolean {
  return CONTAINERS[toCommonType(sniffed)]?.test(declared) ?? false;
}

/** One name for the types that have several. */
const ALIASES: Readonly<Record<string, string>> = {
  'audio/mp3': 'audio/mpeg',
  'audio/vnd.wave': 'audio/wav',
  'audio/wave': 'audio/wav',
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
  'image/vnd.microsoft.icon': 'image/icon',
  'video/vnd.avi': 'video/msvideo',
  'application/zip-compressed': 'application/zip',
};

/** `image/x-icon` → `image/icon`: the prefix comes and goes. @see RFC 6648 */
function toCommonType(type: string): string {
  const plain = type.replace('/x-', '/');
  return ALIASES[plain] ?? plain;
}
