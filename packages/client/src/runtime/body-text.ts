/** The text of a body, piece by piece, without a byte order mark; a character is never cut in two. Who leaves ends the request. */
export async function* readText(body: ReadableStream<Uint8Array> | null): AsyncGenerator<string, void, void> {
  // Not every browser iterates over streams.
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  try {
    for (let piece; (piece = await reader?.read()) && !piece.done;) yield decoder.decode(piece.value, { stream: true });
    yield decoder.decode();
  } finally {
    // What is broken already cannot be cancelled.
    await reader?.cancel().catch(() => undefined);
  }
}
