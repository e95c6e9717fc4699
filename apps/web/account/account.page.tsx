import type { OwnPageProps } from '../shell/audience.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import styles from './account.module.css';
import { CalendarCard } from './calendar-card.js';
import { ContactCard } from './contact-card.js';
import { DevicesCard } from './devices-card.js';
import { EmailCard } from './email-card.js';
import { FactorsCard } from './factors-card.js';
import { PasswordCard } from './password-card.js';

const hasCalendar = ({ role }: OwnPageProps['me']) => role !== 'admin' && role !== 'auditor';

/** With what one signs in, and where one is signed in. */
export default function AccountPage({ me }: OwnPageProps) {
  return (
    <Kit>
      <div className={styles['page']}>
        <PageTitle>Your account</PageTitle>
        <FactorsCard />
        <PasswordCard />
        <EmailCard />
        <ContactCard />
        {hasCalendar(me) && <CalendarCard me={me} />}
        <DevicesCard zone={me.zone} />
      </div>
    </Kit>
  );
}
