import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { Depends } from 'typhoon';
import { database } from '../database/database.js';
import type { Database, Rows } from '../database/database.js';
import { ItemStore } from '../items/item-store.js';
import { imageTable } from './image-table.js';
import type { Image } from './image-table.js';

/** At most one image for each item, in the database: so that it comes and goes with its item. */
export class ImageStore {
  constructor(
    @Depends(database) private readonly database: Database,
    @Depends(ItemStore) private readonly items: ItemStore,
  ) {}

  async find(itemId: number): Promise<Image | undefined> {
    const [image] = await this.database.rows.select().from(imageTable).where(eq(imageTable.itemId, itemId));
    return image;
  }

  /** False where there is no such item. */
  async put(itemId: number, { mediaType, bytes }: Pick<Image, 'mediaType' | 'bytes'>, rows: Rows): Promise<boolean> {
    if ((await this.items.change(itemId, { hasImage: true }, rows)) === undefined) return false;
    const image = { mediaType, bytes, digest: createHash('sha256').update(bytes).digest('base64url') };
    await rows
      .insert(imageTable)
      .values({ itemId, ...image })
      .onConflictDoUpdate({ target: imageTable.itemId, set: image });
    return true;
  }

  /** False where there is no such image. */
  async remove(itemId: number, rows: Rows): Promise<boolean> {
    const { rowsAffected } = await rows.delete(imageTable).where(eq(imageTable.itemId, itemId));
    if (rowsAffected > 0) await this.items.change(itemId, { hasImage: false }, rows);
    return rowsAffected > 0;
  }
}
