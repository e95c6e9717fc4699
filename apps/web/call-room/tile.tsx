import { useMemo } from 'react';

import type { CallPerson, DeviceState } from '#contracts';
import { Icon } from '../shell/icons.js';
import styles from './call.module.css';
import type { Seen } from './mesh.js';
import { useStream } from './use-stream.js';
import { asWhom } from './words.js';

/** What is said over a picture that does not come. */
function stateWords(person: CallPerson, seen: Seen | undefined): string | null {
  if (seen?.state === 'lost') return 'Picture and sound are lost. We keep trying.';
  if (seen?.state === 'interrupted') return 'Reconnecting…';
  if (person.presence === 'lost') return 'Lost the line, and may come back.';
  if (!seen || seen.state === 'connecting') return 'Connecting…';
  return seen.hasPicture ? null : 'Camera is off. You hear each other.';
}

/** Somebody else: their picture and sound, and who they are. */
export function Tile({ person, seen }: { person: CallPerson; seen: Seen | undefined }) {
  const element = useStream<HTMLVideoElement>(seen?.stream);
  const words = stateWords(person, seen);
  return (
    <figure className={styles['tile']} data-state={seen?.state ?? 'connecting'} data-role={person.role}>
      {/* biome-ignore lint/a11y/useMediaCaption: people who speak with each other now; nobody has captions of it */}
      <video ref={element} autoPlay playsInline aria-label={`Picture of ${person.displayName}`} data-hidden={!seen?.hasPicture} />
      {words && (
        <p className={styles['over']} role="status">
          {!seen?.hasPicture && <Icon name="person" size={40} />}
          {words}
        </p>
      )}
      <figcaption>
        <strong>{person.displayName}</strong> {asWhom(person)}
        {person.isOwner && <span className={styles['leads']}>leads the call</span>}
      </figcaption>
    </figure>
  );
}

const OWN: Readonly<Record<DeviceState | 'off' | 'asked', string | null>> = {
  works: null,
  off: 'Your camera is off',
  asked: 'Please allow the camera',
  refused: 'The browser does not allow the camera',
  none: 'No camera was found',
  failed: 'The camera does not work',
};

type OwnProps = Readonly<{ track: MediaStreamTrack | null; state: DeviceState | 'off' | 'asked'; version: number }>;

/** How the others see one. */
export function OwnTile({ track, state }: OwnProps) {
  const stream = useMemo(() => (track ? new MediaStream([track]) : undefined), [track]);
  const element = useStream<HTMLVideoElement>(stream);
  return (
    <figure className={styles['own']}>
      <video ref={element} autoPlay muted playsInline aria-label="You, as the others see you" data-hidden={!track} />
      {OWN[state] && <p className={styles['over']}>{OWN[state]}</p>}
      <figcaption>You</figcaption>
    </figure>
  );
}
