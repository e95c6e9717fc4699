const KEPT = 'wanted-page';

/** Pages that a message leads to: whoever has to sign in first comes to them afterwards. */
const isLedTo = (path: string): boolean => path.startsWith('/call/');

/** In this tab only, and once. */
export function keepWanted(path: string): void {
  if (isLedTo(path)) sessionStorage.setItem(KEPT, path);
}

/** @returns where whoever has signed in wanted to go; null when they came by themselves */
export function takeWanted(): string | null {
  const path = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  return path !== null && isLedTo(path) ? path : null;
}
