/** A message ready to leave. Its frame is made once, however many sockets it goes to. */
export class OutgoingMessage {
  readonly data: string | Uint8Array;
  #frame: Buffer | undefined = undefined;

  constructor(data: string | Uint8Array) {
    this.data = data;
  }

  get isBinary(): boolean {
    return typeof this.data !== 'string';
  }

  /** The whole frame as a server sends it: final and unmasked. @see RFC 6455 §5.2 */
  get frame(): Buffer {
    return (this.#frame ??= typeof this.data === 'string' ? toTextFrame(this.data) : toBinaryFrame(this.data));
  }
}

const FINAL_TEXT = 0x81;
const FINAL_BINARY = 0x82;

function toTextFrame(text: string): Buffer {
  const size = Buffer.byteLength(text);
  const start = headerSize(size);
  const frame = Buffer.allocUnsafe(start + size);
  writeHeader(frame, FINAL_TEXT, size);
  frame.write(text, start);
  return frame;
}

function toBinaryFrame(bytes: Uint8Array): Buffer {
  const start = headerSize(bytes.byteLength);
  const frame = Buffer.allocUnsafe(start + bytes.byteLength);
  writeHeader(frame, FINAL_BINARY, bytes.byteLength);
  frame.set(bytes, start);
  return frame;
}

function headerSize(size: number): number {
  if (size < 126) return 2;
  return size < 65_536 ? 4 : 10;
}

function writeHeader(frame: Buffer, first: number, size: number): void {
  frame[0] = first;
  if (size < 126) frame[1] = size;
  else if (size < 65_536) {
    frame[1] = 126;
    frame.writeUInt16BE(size, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(size), 2);
  }
}
