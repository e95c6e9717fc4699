import care from '../care/care.module.css';
import type { OwnPageProps } from '../shell/audience.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { FormsCard } from './forms-card.js';
import { PlanCard } from './plan-card.js';
import { StockCard } from './stock-card.js';

/** The clinic's own rooms: forms that are due, medicine in stock, and what is done when something goes wrong. */
export default function InClinicPage({ me }: OwnPageProps) {
  return (
    <Kit>
      <div className={care['page']}>
        <PageTitle>In the clinic</PageTitle>
        <FormsCard zone={me.zone} />
        {me.role !== 'therapist' && <StockCard />}
        <PlanCard zone={me.zone} mayWrite={me.role !== 'therapist'} />
      </div>
    </Kit>
  );
}
