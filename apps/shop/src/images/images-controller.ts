import { Bytes, Controller, Delete, Depends, File, Get, HttpError, Path, Put, Security, Type, reply } from 'typhoon';
import type { UploadedFile } from 'typhoon';
import { currentAccount } from '../accounts/current-account.js';
import type { Rows } from '../database/database.js';
import { transaction } from '../database/transaction.js';
import { ItemNotFound } from '../items/item-errors.js';
import { ImageStore } from './image-store.js';

const ImageNotFound = HttpError.define({ status: 404, code: 'image_not_found', title: 'Image not found' });

const ItemId = Type.Integer({ minimum: 1, description: 'The number of the item.' });
const rule = { types: ['image/png', 'image/jpeg', 'image/webp'], maxSize: 2_000_000, description: 'PNG, JPEG or WebP of at most 2 MB.' } as const;
const etag = { schema: Type.String({ examples: ['"n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"'] }), description: 'Changes with the image.' };
const guard = { security: [Security(currentAccount, ['items:write'])] };

@Controller('/items/:id/image', { tags: ['images'] })
export class ImagesController {
  constructor(@Depends(ImageStore) private readonly images: ImageStore) {}

  @Get('/', {
    summary: 'Show the image of an item',
    responses: { 200: { response: Bytes('image/*'), headers: { etag } } },
    throws: [ImageNotFound],
    etag: 'strong',
  })
  async read(@Path('id', ItemId) id: number) {
    const image = (await this.images.find(id)) ?? ImageNotFound.throw({ detail: `There is no image of item ${id}.` });
    return reply(200, image.bytes, { 'content-type': image.mediaType, etag: `"${image.digest}"`, 'x-content-type-options': 'nosniff' });
  }

  @Put('/', { summary: 'Upload the image of an item', description: 'Replaces the one there is.', status: 204, throws: [ItemNotFound], ...guard })
  async put(@Path('id', ItemId) id: number, @File('image', rule) { sniffedType, type, bytes }: UploadedFile, @Depends(transaction) rows: Rows): Promise<void> {
    const isStored = await this.images.put(id, { mediaType: sniffedType ?? type, bytes: Buffer.from(bytes) }, rows);
    if (!isStored) throw new ItemNotFound({ detail: `No item has the number ${id}.` });
  }

  @Delete('/', { summary: 'Delete the image of an item', status: 204, throws: [ImageNotFound], ...guard })
  async remove(@Path('id', ItemId) id: number, @Depends(transaction) rows: Rows): Promise<void> {
    if (!(await this.images.remove(id, rows))) throw new ImageNotFound({ detail: `There is no image of item ${id}.` });
  }
}
