import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const WEB = join(import.meta.dirname, '..');
const PART = /<form\b|<\/form>|<(?:ProofForm|\w*Dialog)\b/g;

/** What stands inside of a form and brings a form of its own, as `<name>`. */
function nestedIn(text: string): string[] {
  let depth = 0;
  const nested: string[] = [];
  for (const [part] of text.matchAll(PART)) {
    if (part === '<form') depth += 1;
    else if (part === '</form>') depth -= 1;
    else if (depth > 0) nested.push(part);
  }
  return nested;
}

describe('dialogs', () => {
  it('stand beside forms: a browser keeps the submit of a form within a form to itself, and loads the page anew with what was typed', () => {
    const files = readdirSync(WEB, { recursive: true })
      .map(String)
      .filter((path) => path.endsWith('.tsx'));
    expect(files.length).toBeGreaterThan(100);
    const found = files.flatMap((path) => nestedIn(readFileSync(join(WEB, path), 'utf8')).map((part) => `${path}: ${part}`));
    expect(found).toEqual([]);
  });

  it('would be found inside of one', () => {
    expect(nestedIn('<form><StepUpDialog /></form><Dialog />')).toEqual(['<StepUpDialog']);
    expect(nestedIn('<form></form><ProofForm />')).toEqual([]);
  });
});
