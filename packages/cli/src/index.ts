// The public list, by hand.

// Settings
export type { ClientSettings, ProjectSettings } from './entry/project-settings.js';
