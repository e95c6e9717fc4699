import { useQuery } from '@tanstack/react-query';

import type { SupplyRow } from '#contracts';
import care from '../care/care.module.css';
import type { OwnPageProps } from '../shell/audience.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Empty, Failed, Loading } from '../shell/states.js';
import { LotSearch } from './lot-search.js';
import { PatientSupply } from './patient-supply.js';
import { supplyListQuery } from './queries.js';
import { medicineName, STANDINGS, STATES, unitsWords } from './words.js';

/** Medicine: of one patient, or of all in one's care. */
export default function SupplyPage({ me, params }: OwnPageProps) {
  const patientId = params['id'];
  return <Kit>{patientId ? <PatientSupply patientId={patientId} me={me} /> : <List me={me} />}</Kit>;
}

/** What nobody may take comes first. */
function List({ me }: Pick<OwnPageProps, 'me'>) {
  const { data, error } = useQuery(supplyListQuery);
  const isHeld = ({ standing }: SupplyRow) => ['count-differs', 'recalled', 'past-use-by'].includes(standing);
  const sorted = [...(data?.filter(isHeld) ?? []), ...(data?.filter((row) => !isHeld(row)) ?? [])];
  return (
    <div className={care['page']}>
      <PageTitle>Supply</PageTitle>
      <Failed error={error} />
      {!data && !error && <Loading what="the medicine" />}
      {data?.length === 0 && <Empty title="No patient of yours has medicine at home or on its way" />}
      {sorted.length > 0 && (
        <ul className="stack">
          {sorted.map((row) => (
            <li key={row.dispenseId} className="card stack">
              <h2>
                <Link href={`/supply/${row.patientId}`}>{row.displayName}</Link>
              </h2>
              <p>
                {medicineName(row)}: {unitsWords(row.onHandUnits, row.form)} on hand. {STATES[row.state]}.{' '}
                {row.standing !== 'good' && <strong>{STANDINGS[row.standing]}.</strong>}
              </p>
              <p className="quiet small">
                {[row.pharmacy, row.lot && `lot ${row.lot}`, row.beyondUseDate && `use by ${row.beyondUseDate}`]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </li>
          ))}
        </ul>
      )}
      {me.role !== 'therapist' && <LotSearch />}
    </div>
  );
}
