const QUOTES = new Set(["'", '"', '`']);
const OPENS = new Set(['(', '[', '{']);
const CLOSES = new Set([')', ']', '}']);
/** What a browser needs of a route: how it is called. The rest is for whoever parses, documents or cuts. */
const KEPT = new Set(['method', 'path', 'withoutKey']);

/** Where the string that begins at `from` ends; one past its quote. */
function afterString(code: string, from: number): number {
  for (let at = from + 1; at < code.length; at++) {
    if (code[at] === '\\') at++;
    else if (code[at] === code[from]) return at + 1;
  }
  return code.length;
}

/** The entries of the object literal whose brace is at `open`, as they stand, and where it ends. */
function entriesOf(code: string, open: number): { entries: string[]; end: number } {
  const entries: string[] = [];
  let [depth, from, at] = [0, open + 1, open];
  while (at < code.length) {
    const sign = code[at]!;
    if (QUOTES.has(sign)) {
      at = afterString(code, at);
      continue;
    }
    if (OPENS.has(sign)) depth++;
    else if (CLOSES.has(sign)) depth--;
    if (depth === 0 || (depth === 1 && sign === ',')) {
      entries.push(code.slice(from, at));
      from = at + 1;
    }
    at++;
    if (depth === 0) break;
  }
  return { entries, end: at };
}

/**
 * The text of a contract in which each `endpoint({ … })` says only how it is called.
 *
 * @param code in which no regular expression and no comment with a bracket or quote stands inside of such a call
 */
export function bareContracts(code: string): string {
  const call = 'endpoint({';
  let [bare, from] = ['', 0];
  for (let at = code.indexOf(call); at >= 0; at = code.indexOf(call, from)) {
    const open = at + call.length - 1;
    const { entries, end } = entriesOf(code, open);
    const kept = entries.filter((entry) => KEPT.has(/^\s*(\w+)/.exec(entry)?.[1] ?? ''));
    bare += `${code.slice(from, open)}{${kept.join(',')}}`;
    from = end;
  }
  return bare + code.slice(from);
}
