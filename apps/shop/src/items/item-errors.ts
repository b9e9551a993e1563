import { HttpError } from 'typhoon';

export const ItemNotFound = HttpError.define({ status: 404, code: 'item_not_found', title: 'Item not found' });

export const ItemChanged = HttpError.define({
  status: 412,
  code: 'item_changed',
  title: 'Item changed',
  description: 'The item is no longer the version that `If-Match` names: somebody else has changed it. Read it again.',
});
