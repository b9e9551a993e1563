import { cancel, confirm, intro, isCancel, text } from '@clack/prompts';

/** What a new project needs to know; undefined where nobody has said it. */
export interface Answers {
  readonly folder?: string | undefined;
  readonly install?: boolean | undefined;
}

const DEFAULTS = { folder: 'my-api', install: true } as const;

/**
 * Asks for what was not said, where there is somebody to ask; takes the defaults elsewhere.
 *
 * @returns undefined where the questions were broken off.
 */
export async function complete(given: Answers, isAsked: boolean): Promise<Required<{ folder: string; install: boolean }> | undefined> {
  const isComplete = given.folder !== undefined && given.install !== undefined;
  if (!isAsked || isComplete) return { folder: given.folder ?? DEFAULTS.folder, install: given.install ?? DEFAULTS.install };
  intro('A new Typhoon project');
  const folder = given.folder ?? (await text({ message: 'Where?', placeholder: DEFAULTS.folder, defaultValue: DEFAULTS.folder }));
  if (isCancel(folder)) {
    breakOff();
    return;
  }
  const install = given.install ?? (await confirm({ message: 'Install its packages now?' }));
  if (isCancel(install)) {
    breakOff();
    return;
  }
  return { folder, install };
}

function breakOff(): undefined {
  cancel('Nothing was written.');
}
