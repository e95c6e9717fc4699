import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { type AppointmentTimes, bookAppointment, SingleKind } from '#contracts';
import { call, isProblem } from '../call.js';
import { FreeTimes, useChoosing } from '../patient/free-times.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Button } from '../shell/button.js';
import { Choices, Dialog } from '../shell/dialog.js';
import { PageTitle } from '../shell/page-title.js';
import { errorWords } from '../shell/problem-words.js';
import { Link, navigate } from '../shell/router.js';
import { Empty, Failed } from '../shell/states.js';
import { dayOf, timeInBoth } from '../time.js';
import { timesQuery } from './queries.js';
import { ABOUT, kindWords, lockedWords } from './words.js';

type Time = AppointmentTimes['times'][number];
const GONE = ['scheduling.slot-taken', 'scheduling.not-a-free-time'] as const;

/** Free times of a kind: of the patient who looks, or of the patient for whom staff does. */
export default function BookAppointmentPage({ me, params }: OwnPageProps) {
  const kind = SingleKind.options.find((one) => one === params['kind']);
  if (!kind) return <Empty title="There is no such kind of appointment">Please go back and choose another.</Empty>;
  return <Book key={kind} me={me} kind={kind} patientId={params['patient'] ?? me.personId} />;
}

function Book({ me, kind, patientId }: { me: OwnPageProps['me']; kind: SingleKind; patientId: string }) {
  const { skippedDays, setSkippedDays, chosen, setChosen, news, taken } = useChoosing<Time>();
  const { data, error, refetch } = useQuery(timesQuery(patientId, kind, me.zone, skippedDays));
  const isPatient = me.role === 'patient';
  return (
    <div className="stack">
      <PageTitle>{isPatient ? kindWords(kind, me.role) : `Book: ${kindWords(kind, me.role)}`}</PageTitle>
      <p className="quiet">
        {isPatient ? `${ABOUT[kind]} ` : 'Times are on the clock of the patient. '}
        {data && `${data.lengthMin} minutes.`}
      </p>
      {!isPatient && (
        <nav className="row" aria-label="Kind of appointment">
          {SingleKind.options.map((one) => (
            <Link key={one} href={`/appointments/book/${one}/${patientId}`}>
              {kindWords(one, me.role)}
            </Link>
          ))}
        </nav>
      )}
      <FreeTimes
        free={data}
        error={error}
        news={news}
        skippedDays={skippedDays}
        onSkip={setSkippedDays}
        onChoose={setChosen}
        isOwn={isPatient}
        wordsOf={lockedWords}
      />
      {data && chosen && (
        <Confirm
          what={{ kind, patientId, startsAt: chosen.startsAt }}
          words={`${dayOf(chosen.startsAt, data.zone)}, ${timeInBoth(chosen.startsAt, data.zone, data.clinicZone)}`}
          onClose={() => setChosen(null)}
          onTaken={taken(refetch)}
        />
      )}
    </div>
  );
}

type ConfirmProps = {
  what: { kind: SingleKind; patientId: string; startsAt: string };
  words: string;
  onClose: () => void;
  onTaken: (words: string) => void;
};

function Confirm({ what, words, onClose, onTaken }: ConfirmProps) {
  const queries = useQueryClient();
  const book = useMutation({
    mutationFn: () => call(bookAppointment, { body: what }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      navigate('/appointments');
    },
    onError: (error) => {
      if (isProblem(error, ...GONE)) onTaken(errorWords(error));
    },
  });
  return (
    <Dialog title="Book this time?" onClose={onClose}>
      <p>
        <strong>{words}</strong>
      </p>
      <p className="quiet small">It can be moved or cancelled until it begins. If that ever costs anything, it says so first.</p>
      <Failed error={book.error} />
      <Choices>
        <Button variant="default" onClick={onClose}>
          Not yet
        </Button>
        <Button loading={book.isPending} onClick={() => book.mutate()}>
          Book it
        </Button>
      </Choices>
    </Dialog>
  );
}
