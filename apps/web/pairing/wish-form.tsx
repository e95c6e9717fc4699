import { type FormEvent, useState } from 'react';

import { changePairingWish, type Gender, type PairingWish, type Topic } from '#contracts';
import { call } from '../call.js';
import { Choose, ChooseMany } from '../screening/fields.js';
import { Button } from '../shell/button.js';
import { Failed, Notice } from '../shell/states.js';
import { useAct } from './use-act.js';
import { GENDERS, LANGUAGES, TOPICS } from './words.js';

const ANY = { any: 'It does not matter', ...GENDERS } as const;

/** What a patient wishes of who looks after them; nothing of it has to be said. */
export function WishForm({ patientId, wish }: { patientId: string; wish: PairingWish }) {
  const [languages, setLanguages] = useState<string[]>(wish.languages);
  const [topics, setTopics] = useState<Topic[]>(wish.topics);
  const [gender, setGender] = useState<Gender | 'any'>(wish.gender ?? 'any');
  const [isSaved, setSaved] = useState(false);
  const save = useAct(
    () =>
      call(changePairingWish, {
        params: { patientId },
        body: { languages, topics, gender: gender === 'any' ? null : gender },
      }),
    () => setSaved(true),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className="stack" onSubmit={submit} onChange={() => setSaved(false)}>
      <ChooseMany legend="Languages that you speak well" options={LANGUAGES} value={languages} onChange={setLanguages} />
      <ChooseMany<Topic> legend="What it is about" options={TOPICS} value={topics} onChange={setTopics} />
      <Choose<Gender | 'any'> label="Whom you would rather talk with" options={ANY} value={gender} onChange={setGender} />
      <Failed error={save.error} />
      {isSaved && <Notice kind="good">Saved. The next list goes by it.</Notice>}
      <div>
        <Button type="submit" variant="default" loading={save.isPending} disabled={!languages.length}>
          Save what I wish
        </Button>
      </div>
    </form>
  );
}
