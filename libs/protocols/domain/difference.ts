/** `path`: names joined by dots, items of a list by their number from 1. Null: it is not there. */
export type Change = Readonly<{ path: string; before: string | null; after: string | null }>;

const isNode = (value: unknown): value is object => typeof value === 'object' && value !== null;
const partsOf = (value: unknown): Map<string, unknown> =>
  isNode(value)
    ? new Map(Object.entries(value).map(([name, part]) => [Array.isArray(value) ? String(Number(name) + 1) : name, part]))
    : new Map();
const said = (value: unknown): string | null => (value === undefined || value === null ? null : String(value));

/**
 * What stands differently in two versions of something that is kept as JSON, leaf by leaf, in the order of the later one. Two are the same
 * exactly when there is no difference, except that nothing, null and an empty list are one.
 */
export function differenceOf(before: unknown, after: unknown, path = ''): Change[] {
  if (!isNode(before) && !isNode(after))
    return said(before) === said(after) ? [] : [{ path, before: said(before), after: said(after) }];
  const own = isNode(before) === isNode(after) ? [] : differenceOf(leafOf(before), leafOf(after), path);
  const [was, is] = [partsOf(before), partsOf(after)];
  const names = [...is.keys(), ...[...was.keys()].filter((name) => !is.has(name))];
  return [...own, ...names.flatMap((name) => differenceOf(was.get(name), is.get(name), path ? `${path}.${name}` : name))];
}

const leafOf = (value: unknown): unknown => (isNode(value) ? undefined : value);
