import { useEffect, useState } from 'react';

import type { CallView } from '#contracts';
import { useAwake } from '../session/use-awake.js';
import { useNow } from '../session/use-now.js';
import { PageTitle } from '../shell/page-title.js';
import { Notice } from '../shell/states.js';
import { useActs } from './acts.js';
import styles from './call.module.css';
import { CallBar } from './call-bar.js';
import type { CallLine, Heard } from './line.js';
import { LocalMedia } from './local-media.js';
import { LostContacts } from './lost-contacts.js';
import { LostNotice } from './lost-notice.js';
import type { Seen } from './mesh.js';
import { PeopleList } from './people-list.js';
import { OwnTile, Tile } from './tile.js';
import { usePresent } from './use-present.js';
import { WaitingList } from './waiting-list.js';
import { nextWords } from './words.js';

type Props = Readonly<{ view: CallView; line: CallLine; heard: Heard }>;

/** Camera and microphone for as long as one is in the call. */
function useMedia(line: CallLine): readonly [LocalMedia | null, number] {
  const [media, setMedia] = useState<LocalMedia | null>(null);
  const [version, setVersion] = useState(0);
  useEffect(() => {
    const opened = new LocalMedia((tracks) => {
      line.show(tracks);
      setVersion((was) => was + 1);
    });
    setMedia(opened);
    void opened.start();
    return () => {
      opened.close();
      line.show({ audio: null, video: null });
      setMedia(null);
    };
  }, [line]);
  return [media, version];
}

/** The clinic misses the patient's screen, or this screen their picture and sound. */
const isPatientLost = ({ people }: CallView, seen: ReadonlyMap<string, Seen>): boolean =>
  people.some(
    ({ role, presence, participantId }) =>
      role === 'patient' && (presence === 'lost' || (presence === 'here' && seen.get(participantId)?.state === 'lost')),
  );

/** Who is there, seen and heard; what happens next; and the few things to do. */
export function InCall({ view, line, heard }: Props) {
  useAwake();
  const now = useNow(5_000);
  const [media, version] = useMedia(line);
  const acts = useActs(view);
  const others = view.people.filter(({ isSelf, presence }) => !isSelf && (presence === 'here' || presence === 'lost'));
  const seen = new Map(heard.seen.map((one) => [one.participantId, one]));
  usePresent(heard.seen.some(({ state }) => state === 'live'));
  return (
    <>
      <PageTitle title="In the call" isUnseen>
        In the call
      </PageTitle>
      <p className={styles['next']} role="status">
        {nextWords(view, now)}
      </p>
      <WaitingList view={view} acts={acts} />
      {!view.hasVideo && <Notice kind="watch">This clinic has no video at the moment. Please telephone each other.</Notice>}
      <LostNotice view={view} heard={heard} />
      {view.mayRun && isPatientLost(view, seen) && <LostContacts view={view} />}
      <div className={styles['tiles']} data-count={others.length}>
        {others.map((person) => (
          <Tile key={person.participantId} person={person} seen={seen.get(person.participantId)} />
        ))}
        {others.length === 0 && <p className={styles['nobody']}>Nobody else is in the call.</p>}
        {media && <OwnTile track={media.current.video} state={media.stateOf('video')} version={version} />}
      </div>
      {media && <CallBar view={view} media={media} acts={acts} />}
      <PeopleList view={view} />
    </>
  );
}
