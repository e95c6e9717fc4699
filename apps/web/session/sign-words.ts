import type { Sign } from '#session-engine';

/** What a clinician sees or hears, in clinical words; the worst first. */
export const SIGNS: Readonly<Record<Sign, string>> = {
  seizure: 'seizure',
  'chest-pain': 'chest pain',
  'stroke-signs': 'signs of a stroke',
  choking: 'choking, or a spasm of the throat',
  'suicidal-thoughts': 'speaks of suicide',
  'unsafe-behaviour': 'agitated, not safe',
  injured: 'a fall or an injury',
  'took-more': 'took more than was released',
  'wants-to-leave': 'wants to leave or drive',
  'chaperone-unfit': 'chaperone intoxicated or not able to help',
  panic: 'panic',
  'asks-to-be-alone': 'wants to be alone or without a camera',
  'another-person': 'somebody else is in the room',
};
