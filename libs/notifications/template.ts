import type { Text } from './domain/template-text.js';

/**
 * A text as the program has it. `fills`: the placeholders that it can fill; `needs`: those without which it says nothing. `isFixed`:
 * by it people are called in an emergency, or are told of what happens to their account; no clinic rewords it.
 */
export type Template = Text & Readonly<{ about: string; fills: readonly string[]; needs: readonly string[]; isFixed: boolean }>;

export const lines = (...parts: string[]): string => parts.join('\n');
export const own = (about: string, subject: string, text: string, fills: readonly string[], needs = fills): Template => ({
  ...{ about, subject, text, fills, needs },
  isFixed: false,
});
export const fixed = (...given: Parameters<typeof own>): Template => ({ ...own(...given), isFixed: true });
