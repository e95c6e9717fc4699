import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';

import { type Trial, type TrialEvidence, type TrialVerification, verifyTrial, withdrawTrialVerification } from '#contracts';
import { call } from '../call.js';
import { documentsQuery } from '../documents/queries.js';
import { KINDS } from '../documents/words.js';
import { serverTime } from '../server-time.js';
import { Button } from '../shell/button.js';
import { Failed } from '../shell/states.js';
import styles from './assessments.module.css';
import { assessmentsQuery } from './queries.js';

type Source = TrialEvidence['source'];
const SOURCES: Readonly<Record<Source, string>> = {
  document: 'A paper in the record',
  prescriber: 'A call with whoever prescribed it',
  pharmacy: 'A call with the pharmacy',
};

/** A clinician says by what they know that it was tried so. Nothing is verified by itself. */
export function VerifyTrial({ patientId, trial }: { patientId: string; trial: Trial }) {
  const [isOpen, setOpen] = useState(false);
  const queries = useQueryClient();
  const verify = useMutation({
    mutationFn: (evidence: TrialEvidence) => call(verifyTrial, { params: { patientId }, body: { key: trial.key, evidence } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: assessmentsQuery.queryKey });
      setOpen(false);
    },
  });
  if (!isOpen)
    return (
      <div className="row">
        <Button variant="default" aria-label={`Mark as verified: ${trial.name}`} onClick={() => setOpen(true)}>
          Mark as verified
        </Button>
      </div>
    );
  return (
    <EvidenceForm
      patientId={patientId}
      isSending={verify.isPending}
      error={verify.error}
      onSend={(evidence) => verify.mutate(evidence)}
      onClose={() => setOpen(false)}
    />
  );
}

type FormProps = {
  patientId: string;
  isSending: boolean;
  error: unknown;
  onSend: (evidence: TrialEvidence) => void;
  onClose: () => void;
};

function EvidenceForm({ patientId, isSending, error, onSend, onClose }: FormProps) {
  const [source, setSource] = useState<Source>('document');
  const ids = { source: useId(), note: useId() };
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSend(evidenceIn(new FormData(event.currentTarget), source));
  };
  return (
    <form className="stack" onSubmit={send}>
      <div className={styles['field']}>
        <label htmlFor={ids.source}>By what do you know it?</label>
        <select id={ids.source} value={source} onChange={({ target }) => setSource(target.value as Source)}>
          {Object.entries(SOURCES).map(([code, words]) => (
            <option key={code} value={code}>
              {words}
            </option>
          ))}
        </select>
      </div>
      {source === 'document' ? <Papers patientId={patientId} /> : <Spoken />}
      <div className={styles['field']}>
        <label htmlFor={ids.note}>What you read or were told, kept sealed</label>
        <textarea id={ids.note} name="note" required minLength={3} maxLength={2000} rows={3} />
      </div>
      <Failed error={error} />
      <div className="row">
        <Button type="submit" loading={isSending}>
          Record it as verified
        </Button>
        <Button variant="default" onClick={onClose}>
          Not now
        </Button>
      </div>
    </form>
  );
}

/** Papers that can be read; what one says somebody has to read. */
function Papers({ patientId }: { patientId: string }) {
  const id = useId();
  const { data, error } = useQuery(documentsQuery(patientId));
  const readable = data?.documents.filter(({ isOpenable }) => isOpenable) ?? [];
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>Which paper</label>
      <select id={id} name="documentId" required defaultValue="">
        <option value="" disabled>
          {data && !readable.length ? 'There is none that can be read' : 'Please choose'}
        </option>
        {readable.map(({ documentId, kind, title }) => (
          <option key={documentId} value={documentId}>
            {title ?? KINDS[kind]}
          </option>
        ))}
      </select>
      <Failed error={error} />
    </div>
  );
}

function Spoken() {
  const ids = { who: useId(), when: useId() };
  return (
    <>
      <div className={styles['field']}>
        <label htmlFor={ids.who}>Whom you spoke with: name and place</label>
        <input id={ids.who} name="informant" required minLength={2} maxLength={200} autoComplete="off" />
      </div>
      <div className={styles['field']}>
        <label htmlFor={ids.when}>When, on the clock of this device</label>
        <input id={ids.when} name="spokenAt" type="datetime-local" required defaultValue={localNow()} />
      </div>
    </>
  );
}

/** As a field for date and time wants it. */
function localNow(): string {
  const now = serverTime.now();
  return new Date(now - new Date(now).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function evidenceIn(form: FormData, source: Source): TrialEvidence {
  const [note, text] = [String(form.get('note')), (name: string) => String(form.get(name))];
  if (source === 'document') return { source, note, documentId: text('documentId') };
  return { source, note, informant: text('informant'), spokenAt: new Date(text('spokenAt')).toISOString() };
}

type WithdrawProps = { patientId: string; verification: TrialVerification; of: string };

/** What was entered by mistake is taken back; it stays in the record. */
export function WithdrawVerification({ patientId, verification: { id: verificationId }, of }: WithdrawProps) {
  const queries = useQueryClient();
  const withdraw = useMutation({
    mutationFn: () => call(withdrawTrialVerification, { params: { patientId, verificationId } }),
    onSettled: () => queries.invalidateQueries({ queryKey: assessmentsQuery.queryKey }),
  });
  return (
    <>
      <Button
        variant="subtle"
        aria-label={`Take it back: ${of} is verified`}
        loading={withdraw.isPending}
        onClick={() => withdraw.mutate()}
      >
        Take it back
      </Button>
      <Failed error={withdraw.error} />
    </>
  );
}
