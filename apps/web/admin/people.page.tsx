import { TextInput } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';

import { listPeople, type Person } from '#contracts';
import { call } from '../call.js';
import styles from '../care/care.module.css';
import { ROLES } from '../care/words.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Button } from '../shell/button.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Empty, Failed, Loading, Notice } from '../shell/states.js';
import { type Act, PersonDialog } from './person-dialog.js';

const peopleKey = ['people'];

/** Who is in this clinic: names and roles, and who may come in. */
export default function PeoplePage({ me }: OwnPageProps) {
  const queries = useQueryClient();
  const [typed, setTyped] = useState('');
  const name = useDeferredValue(typed.trim());
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: [...peopleKey, name],
    queryFn: ({ pageParam: after }) => call(listPeople, { query: { ...(name && { name }), ...(after && { after }) } }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
  const people = data?.pages.flatMap((page) => page.people);
  const [act, setAct] = useState<Act | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const finish = (words: string) => {
    setDone(words);
    void queries.invalidateQueries({ queryKey: peopleKey });
  };
  const begin = (next: Act) => {
    setDone(null);
    setAct(next);
  };
  const staff = people?.filter(({ role }) => role !== 'patient') ?? [];
  const patients = people?.filter(({ role }) => role === 'patient') ?? [];
  return (
    <Kit>
      <div className={styles['page']}>
        <div>
          <PageTitle>People</PageTitle>
          <p className="quiet">
            Who is in this clinic, and who may come in. To let somebody new in, <Link href="/invitations">invite them</Link>.
          </p>
        </div>
        <TextInput
          label="Find by name"
          type="search"
          maxLength={100}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <Failed error={error} />
        {done && <Notice kind="good">{done}</Notice>}
        {!data && !error && <Loading what="the list" />}
        {people?.length === 0 && <Empty title="Nobody has this name">Try another part of the name.</Empty>}
        <List title="People who work here" people={staff} ownId={me.personId} onAct={begin} />
        <List title="Patients" people={patients} ownId={me.personId} onAct={begin} />
        {hasNextPage && (
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show more people
          </Button>
        )}
        {act && <PersonDialog act={act} onDone={finish} onClose={() => setAct(null)} />}
      </div>
    </Kit>
  );
}

type ListProps = { title: string; people: readonly Person[]; ownId: string; onAct: (act: Act) => void };

function List({ title, people, ownId, onAct }: ListProps) {
  if (people.length === 0) return null;
  return (
    <section className="card stack" aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {people.map((person) => (
          <li key={person.personId} className={styles['member']}>
            <div>
              <strong>{person.displayName}</strong>
              <p className="quiet small">{standing(person)}</p>
            </div>
            {person.personId === ownId ? <span className={styles['tag']}>You</span> : <Acts person={person} onAct={onAct} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

const standing = ({ role, profession, isExternal, isDisabled, isInvited }: Person): string =>
  [
    [ROLES[role], profession].filter(Boolean).join(', '),
    isExternal && 'of another practice',
    isInvited && 'has not accepted the invitation yet',
    isDisabled && !isInvited && 'disabled: cannot sign in',
  ]
    .filter(Boolean)
    .join(' · ');

function Acts({ person, onAct }: { person: Person; onAct: (act: Act) => void }) {
  const { displayName, role, isExternal, isDisabled, isInvited } = person;
  if (isInvited && isDisabled) return <Link href="/invitations">See the invitation</Link>;
  return (
    <span className="row">
      {role !== 'patient' && !isExternal && !isDisabled && (
        <Button variant="default" aria-label={`Change role of ${displayName}`} onClick={() => onAct({ kind: 'role', person })}>
          Change role
        </Button>
      )}
      {!isDisabled && (
        <Button variant="default" aria-label={`Sign ${displayName} out`} onClick={() => onAct({ kind: 'sign-out', person })}>
          Sign out
        </Button>
      )}
      {isDisabled ? (
        <Button variant="default" aria-label={`Enable ${displayName}`} onClick={() => onAct({ kind: 'enable', person })}>
          Enable
        </Button>
      ) : (
        <Button variant="default" aria-label={`Disable ${displayName}`} onClick={() => onAct({ kind: 'disable', person })}>
          Disable
        </Button>
      )}
    </span>
  );
}
