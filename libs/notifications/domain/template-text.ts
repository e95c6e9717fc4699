/** A text that leaves the system, or a template of one: then with placeholders in braces. */
export type Text = Readonly<{ subject: string; text: string }>;

/** Local times in words, as PostgreSQL's time zones tell them: the recipient's, and the clinic's where it differs. */
export type When = Readonly<{ local: string; clinic: string | null; isTomorrow: boolean }>;

const PLACEHOLDER = /\{(\w+)\}/g;

/** The names in braces, each once, in the order in which they come. */
export const placeholdersIn = ({ subject, text }: Text): string[] => [
  ...new Set([...`${subject} ${text}`.matchAll(PLACEHOLDER)].map(([, name]) => name!)),
];

/** Puts values where their names stand. A name without a value stays as it is, so that nobody reads a gap for a fact. */
export function fill({ subject, text }: Text, values: Readonly<Record<string, string>>): Text {
  const put = (template: string) =>
    template.replace(PLACEHOLDER, (whole, name: string) => (Object.hasOwn(values, name) ? values[name]! : whole));
  return { subject: put(subject), text: put(text) };
}

/** A time in both zones where they differ: no wording of a clinic can leave the second one out. */
export const both = ({ local, clinic }: When): string => (clinic ? `${local} your time (${clinic} at the clinic)` : local);
