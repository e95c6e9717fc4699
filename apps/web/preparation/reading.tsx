import type { ReactNode } from 'react';
import type { PreparationItem } from '#contracts';

/** What there is to read of an item before it is answered. Sources: docs/clinical-defaults.md, "Preparation". */
export const READING: Readonly<Partial<Record<PreparationItem, ReactNode>>> = {
  'good-reactions': (
    <ul>
      <li>Calm, warmth, lightness, a distance from what is heavy.</li>
      <li>Tears that bring relief, or a thought seen from another side.</li>
      <li>Or nothing special at all. That is as good a session as any other.</li>
    </ul>
  ),
  'hard-reactions': (
    <ul>
      <li>Feeling apart from your body, or time that runs otherwise.</li>
      <li>Dizziness, sickness, a headache, higher blood pressure.</li>
      <li>Fear, confusion, sad memories.</li>
      <li>It passes. Your chaperone is with you, and your team watches and can be called at any minute.</li>
    </ul>
  ),
  intentions: <p>What do you hope to look at, or to carry with you? A few words are enough.</p>,
  fears: <p>What worries you about the session? If nothing does, write that.</p>,
  touch: <p>In hard moments some people like a hand. Your chaperone and your team do only what you choose here.</p>,
  talk: <p>How much should be said to you while the medicine works?</p>,
  'no-go': <p>What should nobody bring up during a session? If there is nothing, write that.</p>,
  'emergency-plan': (
    <p>
      If you had to go to a hospital: who is called, who looks after children or animals, who has a key? In an emergency: 911.
    </p>
  ),
  driving: (
    <p>
      After the medicine you do not drive, cycle or use machines until the next day, after a night’s sleep. Somebody else has the
      keys.
    </p>
  ),
  fasting: (
    <p>
      Nothing to eat in the 4 hours before, and nothing to drink in the 2 hours before. Did you eat after all? Say so: the session
      is moved, and nobody is cross with you.
    </p>
  ),
};
