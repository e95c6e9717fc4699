// Only libs/x touches the models of prisma/schema/x.prisma: the rule as a reader of text.

/**
 * Who owns what.
 *
 * @param schemas `{ owner, text }` of each schema file; the owner is the file's name
 * @returns two maps to the owner: `delegates` (how Prisma's client calls a model), `tables` (how SQL does)
 */
export function ownersOf(schemas) {
  const [delegates, tables] = [new Map(), new Map()];
  for (const { owner, text } of schemas) {
    for (const [, model, body] of text.matchAll(/^model (\w+) \{([\s\S]*?)^\}/gm)) {
      delegates.set(model[0].toLowerCase() + model.slice(1), owner);
      tables.set(body.match(/@@map\("(\w+)"\)/)?.[1] ?? model, owner);
    }
  }
  return { delegates, tables };
}

const DELEGATE = /\b(?:tx|db|read|prisma|client)\.(\w+)\.(?:find|create|update|upsert|delete|count|aggregate|groupBy)/g;
const TEMPLATE = /`(?:[^`\\]|\\.)*`/g;
const TABLE = /\b(?:from|join|into|update|using|truncate|table)\s+(?:only\s+)?"?(\w+)"?/gi;

/** @returns each `{ line, name, owner }` where a source names what is not `lib`'s */
export function foreignTouches(source, lib, { delegates, tables }) {
  const found = [];
  const note = (name, owner, at) => {
    if (owner && owner !== lib) found.push({ line: source.slice(0, at).split('\n').length, name, owner });
  };
  for (const match of source.matchAll(DELEGATE)) note(match[1], delegates.get(match[1]), match.index);
  for (const template of source.matchAll(TEMPLATE)) {
    for (const match of template[0].matchAll(TABLE)) note(match[1], tables.get(match[1]), template.index + match.index);
  }
  return found;
}
