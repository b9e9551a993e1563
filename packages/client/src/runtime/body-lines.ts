/**
 * The lines of a body, whatever ends them, as soon as they are ended; without a byte order mark, and no character is cut in two.
 * Who leaves ends the request.
 * What nothing ends is the last one.
 */
export async function* readLines(body: ReadableStream<Uint8Array> | null): AsyncGenerator<string, void, void> {
  // Not every browser iterates over streams.
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (let piece; (piece = await reader?.read()) && !piece.done;) {
      const text = rest + decoder.decode(piece.value, { stream: true });
      const lines = text.split(/\r\n?|\n/);
      // CR ends a line at once; the LF that may come with the next piece belongs to it.
      if (rest === '\r') lines.shift();
      rest = lines.pop() as string;
      if (text.endsWith('\r')) rest = '\r';
      yield* lines;
    }
    rest += decoder.decode();
    if (rest) yield rest;
  } finally {
    // What is broken already cannot be cancelled.
    await reader?.cancel().catch(() => undefined);
  }
}
