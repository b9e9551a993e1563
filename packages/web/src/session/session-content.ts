/** A text for the next page: `{ kind: 'notice', text: 'Saved.' }`. */
export interface Flash {
  readonly kind: string;
  readonly text: string;
}

/** What is kept of a session, as JSON. */
export interface SessionContent {
  /** By the model, in its JSON form. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly flashes: readonly Flash[];
  /** What the tokens of its forms are made of. */
  readonly csrf: string;
}

/** Undefined for what is no session: an earlier release may have written it. */
export function readContent(text: string): SessionContent | undefined {
  try {
    const content = JSON.parse(text) as Partial<SessionContent>;
    const isContent = typeof content.data === 'object' && Array.isArray(content.flashes) && typeof content.csrf === 'string';
    return isContent ? (content as SessionContent) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What two requests have made of one session, by property: what one of them has left alone is as the other one left it.
 * Undefined where both have changed the same property: to different values, or to ones in which a change of the other may be lacking.
 */
export function mergeContents(base: SessionContent, own: SessionContent, latest: SessionContent): SessionContent | undefined {
  const data: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const key of new Set([...Object.keys(base.data), ...Object.keys(own.data), ...Object.keys(latest.data)])) {
    const [before, mine, theirs] = [base, own, latest].map((content) => JSON.stringify(content.data[key]));
    if (mine !== before && theirs !== before && (mine !== theirs || isGrown(own.data[key]))) return undefined;
    const value = mine === before ? latest.data[key] : own.data[key];
    if (value !== undefined) data[key] = value;
  }
  return { data, flashes: mergeFlashes(base.flashes, own.flashes, latest.flashes), csrf: latest.csrf };
}

/**
 * True for what is made of what it was before: two who have counted one to the same two, or put the same into a list, make three,
 * or two of it. A text or a switch that both have set to the same is what both want.
 */
function isGrown(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'object' && value !== null);
}

/** What one request has set itself, for a session that others have ended meanwhile: what it had only read is not told on. */
export function changesOf(base: SessionContent, own: SessionContent): SessionContent {
  const isOwn = ([key, value]: [string, unknown]): boolean => JSON.stringify(value) !== JSON.stringify(base.data[key]);
  return { data: Object.fromEntries(Object.entries(own.data).filter(isOwn)), flashes: without(own.flashes, base.flashes), csrf: own.csrf };
}

/** What was shown is gone, what was added stays, whoever did it. */
function mergeFlashes(base: readonly Flash[], own: readonly Flash[], latest: readonly Flash[]): readonly Flash[] {
  const shown = without(base, own);
  return [...without(latest, shown), ...without(own, base)];
}

function without(flashes: readonly Flash[], taken: readonly Flash[]): readonly Flash[] {
  const left = [...taken];
  return flashes.filter((flash) => {
    const index = left.findIndex(({ kind, text }) => kind === flash.kind && text === flash.text);
    if (index === -1) return true;
    left.splice(index, 1);
    return false;
  });
}
