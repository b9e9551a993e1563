import { HttpError } from 'typhoon';

export const NameTaken = HttpError.define({
  status: 409,
  code: 'name_taken',
  title: 'Name taken',
  description: 'Somebody else goes by this name today.',
});

export const ChatFull = HttpError.define({
  status: 503,
  code: 'chat_full',
  title: 'The chat is full',
  description: 'As many people as it has room for are signed in.',
});
