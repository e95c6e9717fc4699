import { type FormEvent, useId, useState } from 'react';

import { type ClinicianProfile, changeProfile, type Gender, type Topic } from '#contracts';
import { call } from '../call.js';
import { Choose, ChooseMany, Words } from '../screening/fields.js';
import { Button } from '../shell/button.js';
import { Failed, Notice } from '../shell/states.js';
import styles from './pairing.module.css';
import { useAct } from './use-act.js';
import { GENDERS, LANGUAGES, TOPICS } from './words.js';

const UNSAID = { unsaid: 'I would rather not say', ...GENDERS } as const;

/** What a clinician says of themselves. */
export function ProfileForm({ own }: { own: ClinicianProfile }) {
  const capacityId = useId();
  const [languages, setLanguages] = useState<string[]>(own.languages);
  const [specialties, setSpecialties] = useState<Topic[]>(own.specialties);
  const [gender, setGender] = useState<Gender | 'unsaid'>(own.gender ?? 'unsaid');
  const [about, setAbout] = useState(own.about);
  const [capacity, setCapacity] = useState(own.capacity);
  const [isSaved, setSaved] = useState(false);
  const save = useAct(
    () =>
      call(changeProfile, {
        params: { personId: own.personId },
        body: { languages, specialties, gender: gender === 'unsaid' ? null : gender, about, capacity },
      }),
    () => setSaved(true),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className="stack" onSubmit={submit} onChange={() => setSaved(false)}>
      <Words label="A few words" value={about} onChange={setAbout} isOptional />
      <ChooseMany legend="Languages" options={LANGUAGES} value={languages} onChange={setLanguages} />
      <ChooseMany<Topic> legend="What you know well" options={TOPICS} value={specialties} onChange={setSpecialties} />
      <Choose<Gender | 'unsaid'> label="Who you are" options={UNSAID} value={gender} onChange={setGender} />
      <div className={styles['weights']}>
        <label htmlFor={capacityId}>
          How many patients you take ({own.load} at this moment)
          <input
            id={capacityId}
            className={styles['number']}
            type="number"
            min={0}
            max={500}
            required
            value={capacity}
            onChange={({ currentTarget }) => setCapacity(currentTarget.valueAsNumber)}
          />
        </label>
      </div>
      <Failed error={save.error} />
      {isSaved && <Notice kind="good">Saved.</Notice>}
      <div>
        <Button type="submit" loading={save.isPending} disabled={!languages.length}>
          Save
        </Button>
      </div>
    </form>
  );
}
