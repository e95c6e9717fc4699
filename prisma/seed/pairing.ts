import type { Gender, Topic } from '#contracts';
import type { ProfilesService, SearchesService, WishesService } from '#pairing';
import type { Story } from './story.js';

type Said = Readonly<{
  key: string;
  languages: string[];
  specialties: Topic[];
  gender: Gender | null;
  about: string;
  capacity: number;
}>;
/** What made-up clinicians say of themselves. */
const SAID: readonly Said[] = [
  {
    key: 'tom',
    ...{ languages: ['en', 'de'], specialties: ['depression', 'grief'], gender: 'man', capacity: 12 },
    about: 'I sit with people through loss and long low spells. We go at your pace.',
  },
  {
    key: 'iris',
    ...{ languages: ['en', 'es'], specialties: ['couples', 'anxiety', 'trauma'], gender: 'woman', capacity: 10 },
    about: 'Twenty years with couples and families. I ask before I suggest anything.',
  },
  {
    key: 'omar',
    ...{ languages: ['en', 'ar'], specialties: ['trauma', 'veterans', 'depression'], gender: 'man', capacity: 8 },
    about: 'Former army psychologist. Calm, practical, and never in a hurry.',
  },
  {
    key: 'nina',
    ...{ languages: ['en'], specialties: ['depression', 'chronic-pain'], gender: 'woman', capacity: 30 },
    about: 'I explain every number, and you can always say stop.',
  },
  {
    key: 'paul',
    ...{ languages: ['en', 'pl'], specialties: ['depression', 'anxiety'], gender: 'man', capacity: 25 },
    about: 'I look after people at home, and I pick up the phone.',
  },
  {
    key: 'helen',
    ...{ languages: ['en', 'fr'], specialties: ['chronic-pain'], gender: 'woman', capacity: 5 },
    about: 'Anaesthetist for thirty years; here for the complicated questions.',
  },
];

export type PairingActs = Readonly<{ profiles: ProfilesService; wishes: WishesService; searches: SearchesService }>;

/** Everybody says something of themselves. Ida looks for somebody to talk with; Paul is asked to prescribe for her. */
export async function seedPairing(story: Story, { profiles, wishes, searches }: PairingActs): Promise<void> {
  for (const { key, ...said } of SAID) {
    const caller = await story.caller(key);
    await profiles.change(caller, { personId: caller.personId, ...said });
  }
  const ida = await story.caller('ida');
  await story.isAt('ida', 'US-NY');
  await wishes.change(ida, ida.personId, { languages: ['en', 'pl'], topics: ['depression', 'trauma'], gender: null });
  await searches.rank(ida, ida.personId, 'therapist');
  await searches.rank(ida, ida.personId, 'prescriber');
  await searches.choose(ida, ida.personId, { part: 'prescriber', clinicianId: (await story.caller('paul')).personId });
}
