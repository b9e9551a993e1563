import { Model, Type } from 'typhoon';

/** The query parameters of every list. */
export class PageQuery extends Model({
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 20, description: 'How many to return.' }),
  offset: Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0, description: 'How many to skip.' }),
}) {}

const link = (description: string) => Type.Optional(Type.String({ format: 'uri-reference', description, examples: ['?limit=20&offset=20'] }));

/** What every list says of itself beside the rows. */
export class PageLinks extends Model({
  total: Type.Integer({ minimum: 0, description: 'How many there are on all pages.' }),
  next: link('The next page, relative to this one. Absent on the last.'),
  previous: link('The page before, relative to this one. Absent on the first.'),
}) {}

/** The links of a page, with the other parameters of its query kept. */
export function pageLinks(query: PageQuery, total: number): PageLinks {
  const { limit, offset } = query;
  return {
    total,
    ...(offset + limit < total ? { next: linkTo(query, offset + limit) } : {}),
    ...(offset > 0 ? { previous: linkTo(query, Math.max(0, offset - limit)) } : {}),
  };
}

function linkTo(query: PageQuery, offset: number): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, offset })) {
    for (const item of [value].flat()) if (item !== undefined) parameters.append(name, String(item));
  }
  return `?${parameters.toString()}`;
}
