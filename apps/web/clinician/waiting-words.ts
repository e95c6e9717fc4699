const WHY_NOT: Readonly<Record<string, string>> = {
  'no-earlier-time': 'No earlier time is free that suits everybody.',
  'too-near': 'What is booked is so near that no offer would leave time to answer.',
  'always-quiet': 'The quiet hours leave no time to answer an offer.',
  choosing: 'Is choosing a time by themselves right now.',
  'no-team': 'The care team is not complete.',
  'all-booked': 'Each signed dose has a session already.',
  'dose-not-planned': 'The dose of their session is not part of the signed protocol any more.',
  'no-dose-planned': 'No signed dose is left to book.',
  paused: 'The course is paused until a prescriber has looked at it.',
  'integration-due': 'The visit after the last session is still open.',
};

/** Why somebody who waits has no offer, from the code of the last look for a time; null: nobody has looked yet. */
export function whyNot(found: string | null): string {
  if (found === null) return 'A time is being looked for.';
  return WHY_NOT[found] ?? 'Asked as soon as a time becomes free.';
}
