import { homeOf, type OwnPageProps } from '../shell/audience.js';
import { Link } from '../shell/router.js';
import styles from './call.module.css';
import { CallStage } from './call-stage.js';

/** The one address of a call, on whichever screen. */
export default function CallPage({ me, params }: OwnPageProps) {
  return (
    <div className={styles['page']}>
      <p className={styles['back']}>
        <Link href={homeOf(me)}>Back to my page</Link>
      </p>
      <CallStage appointmentId={params['id'] ?? ''} />
    </div>
  );
}
