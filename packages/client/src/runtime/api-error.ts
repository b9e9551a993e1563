/** What a server answers instead of a success. */
export class ApiError extends Error {
  /** Of the answer: 404. */
  readonly status: number;

  constructor(status: number) {
    super(`The server answered with status ${status}.`);
    this.name = 'ApiError';
    this.status = status;
  }
}
