import { useQuery } from '@tanstack/react-query';

import type { Me, WatchingSession } from '#contracts';
import { sessionClock } from '#session-engine';
import { EmergencyCard, medicineWords } from '../session/emergency-card.js';
import { BlindBar } from '../session/line-state.js';
import type { LiveView } from '../session/live-session.js';
import { useLiveSessions } from '../session/use-live-session.js';
import { useNow } from '../session/use-now.js';
import type { OwnPageProps } from '../shell/audience.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Empty, Loading, Unreachable } from '../shell/states.js';
import styles from './board.module.css';
import { boardQuery } from './queries.js';
import { Queue } from './queue.js';
import { Sound } from './sound.js';
import { Tile } from './tile.js';
import { useWatch } from './use-watch.js';
import { isCalling, openAlerts, watched } from './watched.js';

export default function BoardPage(props: OwnPageProps) {
  return (
    <Kit>
      <Board {...props} />
    </Kit>
  );
}

/** Every session of the day on one page, the most dangerous first. */
function Board({ me }: OwnPageProps) {
  const board = useQuery(boardQuery);
  const { tiles = [], watching = [] } = board.data ?? {};
  const lives = useLiveSessions(
    tiles.filter(({ isCancelled }) => !isCancelled).map(({ id }) => id),
    me.personId,
  );
  useWatch(lives);
  const now = useNow();
  if (board.isPending) return <Loading what="the board" />;
  if (board.isError && !board.data) return <Unreachable error={board.error} onRetry={() => void board.refetch()} />;

  const sessions = watched(tiles, lives, now);
  const alerts = openAlerts(sessions);
  const isBlind = board.isError || sessions.some((one) => one.isBlind);
  return (
    <div className="stack">
      <BlindBar isBlind={isBlind}>Trying to reach the server. Phone the chaperones of running sessions.</BlindBar>
      {lives.map(
        ({ id, status: { view } }) =>
          view && sessionClock(view.state, view.plan, now).danger === 4 && <EmergencyNow key={id} view={view} now={now} />,
      )}
      <div className={styles['board']}>
        <section aria-labelledby="board-title">
          <Head calling={alerts.filter(isCalling).map(({ alert }) => alert.level)} isBlind={isBlind} count={sessions.length} />
          {sessions.length === 0 && (
            <Empty title="No sessions around now">
              <p>Sessions of your patients show here from twelve hours before they begin.</p>
            </Empty>
          )}
          <ol className={styles['tiles']}>
            {sessions.map((one) => (
              <Tile key={one.tile.id} watched={one} watchers={namesOf(watching, one.tile.id, me)} me={me} now={now} />
            ))}
          </ol>
        </section>
        <Queue me={me} sessions={sessions} alerts={alerts} now={now} />
      </div>
    </div>
  );
}

/** Who else has the session before their eyes. */
const namesOf = (watching: readonly WatchingSession[], id: string, me: Me): string[] =>
  watching.filter(({ sessionId, personId }) => sessionId === id && personId !== me.personId).map((one) => one.displayName);
/** An emergency of any session stands above all of them, with what is read aloud. */
function EmergencyNow({ view: { session, state }, now }: { view: LiveView; now: number }) {
  return (
    <section className="card stack" aria-label={`Emergency: ${session.patientName}`}>
      <h2>Emergency: {session.patientName}</h2>
      <EmergencyCard {...session} medicineWords={medicineWords(state.dosedAt, now)} />
    </section>
  );
}

function Head({ calling, isBlind, count }: { calling: readonly number[]; isBlind: boolean; count: number }) {
  return (
    <header className={styles['head']}>
      <div id="board-title">
        <PageTitle>Board</PageTitle>
      </div>
      <p className="quiet">{count === 1 ? '1 session' : `${count} sessions`}</p>
      <div aria-live="assertive" className={styles['calling']}>
        {calling.length > 0 && `${calling.length} ${calling.length === 1 ? 'alert waits' : 'alerts wait'} for acknowledgement`}
      </div>
      <Sound calling={calling} isBlind={isBlind} />
    </header>
  );
}
