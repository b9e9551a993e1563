/** Tells the parent process where the server listens. */
export async function announce(address: string): Promise<void> {
  process.stdout.write(`listening ${address}\n`);
  process.once('SIGTERM', () => process.exit(0));
  await Promise.resolve();
}
