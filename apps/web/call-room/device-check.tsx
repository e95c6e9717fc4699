import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';

import { type CallView, type DeviceCheckResult, recordDeviceCheck } from '#contracts';
import { call } from '../call.js';
import { chime } from '../session/chime.js';
import { Button } from '../shell/button.js';
import { Failed, Notice } from '../shell/states.js';
import styles from './call.module.css';
import { tryCamera, tryMicrophone, tryNetwork } from './device-trial.js';
import { callQuery } from './queries.js';
import { checkWords, isCheckGood } from './words.js';

type Props = Readonly<{ view: CallView; onDone: () => void }>;
type Result = DeviceCheckResult;
type Step = 'camera' | 'microphone' | 'speaker' | 'network' | 'done';

const FIXES: Readonly<Partial<Record<string, string>>> = {
  'camera:refused':
    'The browser does not let this page use the camera. Tap the lock or camera sign beside the address, allow it, and try again.',
  'camera:none': 'There is no camera. Use a telephone, or plug one in.',
  'camera:failed': 'Another program may be using the camera. Close it, and try again.',
  'microphone:refused':
    'The browser does not let this page use the microphone. Tap the lock sign beside the address, allow it, and try again.',
  'microphone:none': 'There is no microphone. Use a telephone, or a headset.',
  'microphone:silent': 'Nothing was heard. Is the microphone muted, or another one chosen? Say something, and try again.',
  'microphone:failed': 'Another program may be using the microphone. Close it, and try again.',
  'speaker:not-heard': 'Turn up the sound, or plug in headphones, and try again.',
  'network:failed': 'This network blocks calls. Try another one, such as that of your telephone without Wi-Fi.',
};

/** One thing after the other, each with what to do when it does not work. What came of it is stored, so that the clinic sees it. */
export default function DeviceTrial({ view, onDone }: Props) {
  const [step, setStep] = useState<Step>('camera');
  const [result, setResult] = useState<Partial<Result>>({});
  const keep = (part: Partial<Result>, then: Step) => {
    setResult((was) => ({ ...was, ...part }));
    setStep(then);
  };
  return (
    <div className="stack">
      <p role="status" className="unseen">
        {step === 'done' ? 'The check is done.' : `Trying: ${step}`}
      </p>
      {step === 'camera' && <CameraStep onResult={(camera) => keep({ camera }, 'microphone')} />}
      {step === 'microphone' && <MicrophoneStep onResult={(microphone) => keep({ microphone }, 'speaker')} />}
      {step === 'speaker' && <SpeakerStep onResult={(speaker) => keep({ speaker }, 'network')} />}
      {step === 'network' && <NetworkStep relays={view.relays} onResult={(network) => keep(network, 'done')} />}
      {step === 'done' && <Done view={view} result={result as Result} onDone={onDone} />}
    </div>
  );
}

function CameraStep({ onResult }: { onResult: (camera: Result['camera']) => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const [track, setTrack] = useState<MediaStreamTrack | null>(null);
  const [found, setFound] = useState<Result['camera'] | null>(null);
  useEffect(() => {
    let opened: MediaStreamTrack | null = null;
    let isOver = false;
    void tryCamera().then((camera) => {
      if (typeof camera === 'string') return setFound(camera);
      opened = camera;
      if (isOver) return camera.stop();
      setTrack(camera);
      setFound('works');
    });
    return () => {
      isOver = true;
      opened?.stop();
    };
  }, []);
  useEffect(() => {
    if (video.current && track) video.current.srcObject = new MediaStream([track]);
  }, [track]);
  return (
    <>
      <p>{track ? 'Can you see yourself?' : 'Looking for the camera. The browser may ask you: please allow it.'}</p>
      {track && (
        <video ref={video} className={styles['mirror']} autoPlay muted playsInline aria-label="You, as the camera sees you" />
      )}
      <Fix of={found && `camera:${found}`} />
      <div className="row">
        {track && <Button onClick={() => onResult('works')}>Yes, I see myself</Button>}
        {found && (
          <Button variant="default" onClick={() => onResult(found === 'works' ? 'failed' : found)}>
            {track ? 'No' : 'Go on'}
          </Button>
        )}
      </div>
    </>
  );
}

function MicrophoneStep({ onResult }: { onResult: (microphone: Result['microphone']) => void }) {
  const [level, setLevel] = useState(0);
  const [found, setFound] = useState<Result['microphone'] | null>(null);
  useEffect(() => {
    let isOver = false;
    void tryMicrophone((loud) => !isOver && setLevel(loud)).then((microphone) => !isOver && setFound(microphone));
    return () => {
      isOver = true;
    };
  }, []);
  return (
    <>
      <p>{found === 'works' ? 'We hear you.' : 'Please say something.'}</p>
      <meter className={styles['meter']} min={0} max={1} value={level} aria-label="How loud it is" />
      <Fix of={found && `microphone:${found}`} />
      {found && <Button onClick={() => onResult(found)}>Go on</Button>}
    </>
  );
}

function SpeakerStep({ onResult }: { onResult: (speaker: Result['speaker']) => void }) {
  const [hasPlayed, setPlayed] = useState(false);
  const play = () =>
    void chime().then(
      () => setPlayed(true),
      () => setPlayed(true),
    );
  return (
    <>
      <p>{hasPlayed ? 'Did you hear two soft tones?' : 'We play two soft tones.'}</p>
      <div className="row">
        <Button variant={hasPlayed ? 'default' : 'filled'} onClick={play}>
          {hasPlayed ? 'Play again' : 'Play'}
        </Button>
        {hasPlayed && <Button onClick={() => onResult('heard')}>Yes, I heard them</Button>}
        {hasPlayed && (
          <Button variant="default" onClick={() => onResult('not-heard')}>
            No
          </Button>
        )}
      </div>
    </>
  );
}

type Network = Pick<Result, 'network' | 'roundTripMs'>;
function NetworkStep({ relays, onResult }: { relays: readonly string[]; onResult: (network: Network) => void }) {
  const report = useRef(onResult);
  report.current = onResult;
  useEffect(() => {
    let isOver = false;
    void tryNetwork(relays).then((network) => !isOver && report.current(network));
    return () => {
      isOver = true;
    };
  }, [relays]);
  return <p>Trying the line. This takes a few seconds.</p>;
}

function Done({ view, result, onDone }: { view: CallView; result: Result; onDone: () => void }) {
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const [isKept, setKept] = useState(false);
  const { appointmentId } = view;
  const sent = useRef(false);
  useEffect(() => {
    if (sent.current) return;
    sent.current = true;
    call(recordDeviceCheck, { params: { appointmentId }, body: result })
      .then(() => setKept(true), setError)
      .finally(() => void queries.invalidateQueries({ queryKey: callQuery(appointmentId).queryKey }));
  }, [appointmentId, queries, result]);
  const fixes = [
    `camera:${result.camera}`,
    `microphone:${result.microphone}`,
    `speaker:${result.speaker}`,
    `network:${result.network}`,
  ];
  return (
    <>
      <Notice kind={isCheckGood(result) ? 'good' : 'watch'}>
        {isCheckGood(result) ? 'All is well' : 'Something does not work yet'}: {checkWords(result)}.{' '}
        {isKept && (view.mayRun ? 'It is stored.' : 'The clinic sees this, and can help you.')}
      </Notice>
      {fixes.map((fix) => (
        <Fix key={fix} of={fix} />
      ))}
      <Failed error={error} />
      <Button onClick={onDone}>Done</Button>
    </>
  );
}

const Fix = ({ of }: { of: string | null }) => (of && FIXES[of] ? <p>{FIXES[of]}</p> : null);
