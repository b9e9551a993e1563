import { X509Certificate, createPrivateKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import type { TlsOptions } from 'node:tls';
import { CliError } from '../errors.js';

/** What the command line says of TLS. */
export interface GivenTls {
  /** A file: the certificate in PEM, then those between it and its authority. */
  readonly tlsCert?: string | undefined;
  /** A file: its key in PEM. */
  readonly tlsKey?: string | undefined;
  /** A file: the authorities in PEM, of which clients need a certificate. */
  readonly tlsCa?: string | undefined;
  /** Speaks HTTP/2, too. */
  readonly http2?: boolean | undefined;
}

/** The variable that has the passphrase of an encrypted key: on the command line everybody on the machine could read it. */
const PASSPHRASE = 'TLS_KEY_PASSPHRASE';

/** @throws CliError TYPHOON_ERR_CLI_USAGE for options that need one another. */
export function assertTls({ tlsCert, tlsKey, tlsCa, http2 }: GivenTls): void {
  const refuse = (text: string): never => {
    throw new CliError('TYPHOON_ERR_CLI_USAGE', text);
  };
  if (tlsCert !== undefined && tlsKey === undefined) refuse('--tls-cert needs the key of the certificate: add --tls-key FILE.');
  if (tlsKey !== undefined && tlsCert === undefined) refuse('--tls-key needs the certificate that it belongs to: add --tls-cert FILE.');
  if (tlsCert !== undefined) return;
  if (tlsCa !== undefined) refuse('--tls-ca is for TLS: add --tls-cert FILE and --tls-key FILE.');
  if (http2 === true) refuse('--http2 is for TLS, since browsers speak it over nothing else: add --tls-cert FILE and --tls-key FILE.');
}

/**
 * Reads the files of TLS, anew at each call; undefined where there is none.
 *
 * @throws CliError TYPHOON_ERR_CLI_TLS for what cannot be read or does not fit.
 */
export function readTls({ tlsCert, tlsKey, tlsCa }: GivenTls, env: NodeJS.ProcessEnv = process.env): TlsOptions | undefined {
  if (tlsCert === undefined || tlsKey === undefined) return undefined;
  const cert = read('--tls-cert', tlsCert);
  const key = read('--tls-key', tlsKey);
  const passphrase = env[PASSPHRASE];
  const certificate = toCertificate('--tls-cert', tlsCert, cert);
  if (!certificate.checkPrivateKey(toKey(tlsKey, key, passphrase)))
    throw new CliError('TYPHOON_ERR_CLI_TLS', `The key ${tlsKey} is not that of the certificate ${tlsCert}. Name the key that it was made with.`);
  const options: TlsOptions = { cert, key, ...(passphrase === undefined ? {} : { passphrase }), ...authoritiesOf(tlsCa) };
  try {
    createSecureContext(options);
  } catch (error) {
    throw new CliError('TYPHOON_ERR_CLI_TLS', `TLS refuses ${tlsCert}: ${(error as Error).message}.`, { cause: error });
  }
  return options;
}

function authoritiesOf(file: string | undefined): TlsOptions {
  if (file === undefined) return {};
  const ca = read('--tls-ca', file);
  toCertificate('--tls-ca', file, ca);
  return { ca, requestCert: true, rejectUnauthorized: true };
}

function read(option: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'does not exist' : code === 'EACCES' ? 'may not be read by this user' : `cannot be read (${String(code)})`;
    throw new CliError('TYPHOON_ERR_CLI_TLS', `The file '${file}' of ${option} ${why}. Name one in PEM.`, { cause: error });
  }
}

function toCertificate(option: string, file: string, text: string): X509Certificate {
  try {
    return new X509Certificate(text);
  } catch (error) {
    const message = `The file '${file}' of ${option} holds no certificate. It begins with -----BEGIN CERTIFICATE-----.`;
    throw new CliError('TYPHOON_ERR_CLI_TLS', message, { cause: error });
  }
}

function toKey(file: string, key: string, passphrase: string | undefined): KeyObject {
  try {
    return createPrivateKey({ key, ...(passphrase === undefined ? {} : { passphrase }) });
  } catch (error) {
    throw new CliError('TYPHOON_ERR_CLI_TLS', keyProblem(file, key, passphrase), { cause: error });
  }
}

function keyProblem(file: string, key: string, passphrase: string | undefined): string {
  if (!key.includes('PRIVATE KEY-----')) return `The file '${file}' of --tls-key holds no key. It begins with -----BEGIN PRIVATE KEY-----.`;
  if (!key.includes('ENCRYPTED')) return `The key '${file}' of --tls-key is damaged. Name one in PEM.`;
  if (passphrase === undefined) return `The key '${file}' of --tls-key is encrypted. Set the variable ${PASSPHRASE}.`;
  return `The key '${file}' of --tls-key has another passphrase than the variable ${PASSPHRASE}.`;
}
