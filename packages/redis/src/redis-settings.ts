/** Where Redis is, and what all keys of an application begin with there. */
export interface RedisSettings {
  /** `redis://user:password@host:6379/0`, or `rediss://` for TLS. */
  readonly url: string;
  /** What every key and channel begins with: applications that share a server have one each. Default: 'typhoon'. */
  readonly prefix?: string;
}
