import type { LogEntry, Me, SessionView } from '#contracts';

const SESSION = 'hearth.session.';
const WHO = 'hearth.who';
/** A session and its aftercare; what is older helps nobody. */
const OLDEST_MS = 12 * 3_600_000;

/** A live session as it was last known here. `serverTime` and `deviceTime`: both clocks in the same moment, epoch ms. */
export type KeptSession = Readonly<{
  session: SessionView;
  entries: readonly LogEntry[];
  serverTime: number;
  deviceTime: number;
}>;
type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
type Kept = Readonly<{ personId: string; sessionId: string }>;

const keyOf = ({ personId, sessionId }: Kept) => `${SESSION}${personId}.${sessionId}`;

function read<T>(shelf: Shelf, key: string): T | null {
  try {
    return JSON.parse(shelf.getItem(key) ?? 'null') as T | null;
  } catch {
    return null;
  }
}

/** Keeps a session on the phone of its patient or companion, so that a reload without any line goes on where it was. */
export function keepSession(of: Kept, kept: KeptSession, shelf: Shelf = localStorage): void {
  try {
    shelf.setItem(keyOf(of), JSON.stringify(kept));
  } catch {
    // no room left on this phone: it goes on with a line, and without one shows the emergency card
  }
}

const isOfUse = (kept: KeptSession | null, now: number): kept is KeptSession =>
  kept !== null && Math.abs(now - kept.deviceTime) <= OLDEST_MS;

/** @param now the device's time, epoch ms. @returns null when there is none, or it is too old to go by */
export function keptSession(of: Kept, now: number = Date.now(), shelf: Shelf = localStorage): KeptSession | null {
  const kept = read<KeptSession>(shelf, keyOf(of));
  return isOfUse(kept, now) ? kept : null;
}

export const forgetSession = (of: Kept, shelf: Shelf = localStorage): void => shelf.removeItem(keyOf(of));

type Who = Readonly<{ me: Me; sessionId: string }>;

/** Who was last seen in a session here; it opens nothing but what is kept on this phone, and the clinic believes none of it. */
export const keepWho = (who: Who, shelf: Shelf = localStorage): void => shelf.setItem(WHO, JSON.stringify(who));

/** Whoever a page is for that is opened without any line: only if their session is kept here. */
export function keptWho(path: string, now: number = Date.now(), shelf: Shelf = localStorage): Me | null {
  const who = read<Who>(shelf, WHO);
  if (!who || (path !== '/chaperone/session' && path !== `/session/${who.sessionId}`)) return null;
  return keptSession({ personId: who.me.personId, sessionId: who.sessionId }, now, shelf) ? who.me : null;
}

/** Somebody else is signed in here now, or nobody: nothing of it stays. Of whoever is, what is too old to go by goes as well. */
export function forgetOthers(
  me: Me | null,
  now: number = Date.now(),
  shelf: Shelf & Pick<Storage, 'length' | 'key'> = localStorage,
): void {
  const own = me && `${SESSION}${me.personId}.`;
  const stays = (key: string) => own && key.startsWith(own) && isOfUse(read<KeptSession>(shelf, key), now);
  const keys = Array.from({ length: shelf.length }, (_, at) => shelf.key(at)!);
  for (const key of keys) if (key.startsWith(SESSION) && !stays(key)) shelf.removeItem(key);
  if (read<Who>(shelf, WHO)?.me.personId !== me?.personId) shelf.removeItem(WHO);
}
