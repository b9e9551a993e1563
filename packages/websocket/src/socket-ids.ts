import { randomUUID } from 'node:crypto';

/** The ids of an application's sockets: a text that no other process makes, and a number. Sockets keep the number alone. */
export class SocketIds {
  readonly #prefix = `${randomUUID().slice(0, 8)}-`;
  #count = 0;

  next(): number {
    return ++this.#count;
  }

  /** 7 → '3f2c9a01-7' */
  format(serial: number): string {
    return this.#prefix + String(serial);
  }

  /** The number of an id; undefined for none, and for one of another process. */
  read(id: string | undefined): number | undefined {
    return id?.startsWith(this.#prefix) === true ? Number(id.slice(this.#prefix.length)) : undefined;
  }
}
