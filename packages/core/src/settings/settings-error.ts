const kSettingsError = Symbol.for('typhoon.settings-error');

/** One setting that is missing or wrong. No part of it holds the value of a secret. */
export interface SettingProblem {
  /** `DB__PORT` */
  readonly variable: string;
  /** `db.port` */
  readonly setting: string;
  /** Variable, what was found where, what is expected, and the cure. */
  readonly message: string;
}

/**
 * Thrown when settings are read, with everything that is missing or wrong, numbered. An application whose dependencies
 * use the settings does not start then: the message stands in the error of `app.ready()`, this error is its `cause`.
 */
export class SettingsError extends Error {
  readonly [kSettingsError] = true;
  readonly code = 'TYPHOON_ERR_SETTINGS_INVALID';
  readonly problems: readonly SettingProblem[];

  constructor(problems: readonly SettingProblem[]) {
    const count = problems.length === 1 ? 'one mistake' : `${problems.length} mistakes`;
    super(`The settings cannot be used: ${count} found.\n${problems.map(({ message }, index) => `  ${index + 1}. ${message}`).join('\n')}`);
    this.name = 'SettingsError';
    this.problems = problems;
  }

  /** True for a settings error of any copy of this package. */
  static is(value: unknown): value is SettingsError {
    return typeof value === 'object' && value !== null && kSettingsError in value;
  }
}
