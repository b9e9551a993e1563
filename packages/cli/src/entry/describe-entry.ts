import type { Application } from '@typhoon/core';
import { divertOutput } from '../output/terminal.js';
import { ApplicationWatch } from './application-watch.js';
import { findEntry, isTypeScript } from './find-entry.js';
import { loadEntry } from './load-entry.js';
import { readProject } from './project-settings.js';
import type { Project } from './project-settings.js';
import { registerTypeScript } from './typescript-loader.js';

/** An application that is only looked at. */
export interface DescribedEntry {
  readonly app: Application;
  readonly project: Project;
}

/**
 * Loads the application of a project without starting it: nothing listens, no singleton is built, `onStart` does not run.
 *
 * @param given The entry as it stands on the command line, where it does.
 * @throws CliError; whatever the entry throws.
 */
export async function describeEntry(given: string | undefined): Promise<DescribedEntry> {
  const project = readProject(process.cwd());
  const entry = findEntry(project, given);
  divertOutput();
  if (isTypeScript(entry)) await registerTypeScript(entry);
  const watch = new ApplicationWatch({ purpose: 'describe' });
  const { app } = await loadEntry(entry, watch);
  await app.ready();
  return { app, project };
}
