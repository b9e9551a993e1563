/** What a thread imports first: from then on it runs TypeScript, as the program does that made it. */
import { registerTypeScript } from './typescript-loader.js';

await registerTypeScript(new URL(import.meta.url).searchParams.get('entry') ?? '');
