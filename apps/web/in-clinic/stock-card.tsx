import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import type { StockLot } from '#contracts';
import { Button } from '../shell/button.js';
import { Failed, Loading } from '../shell/states.js';
import { stockQuery } from './queries.js';
import { CountStockDialog, ReceiveDialog } from './stock-dialogs.js';

const STANDINGS: Readonly<Record<StockLot['standing'], string>> = {
  good: '',
  'none-left': 'Used up.',
  recalled: 'Recalled: nothing of it is given.',
  'past-use-by': 'Past its date: nothing of it is given.',
};

/** The clinic's own medicine, by lot. */
export function StockCard() {
  const { data, error } = useQuery(stockQuery);
  const queries = useQueryClient();
  const [asking, setAsking] = useState<'receive' | StockLot | null>(null);
  const close = () => setAsking(null);
  const done = () => {
    close();
    void queries.invalidateQueries({ queryKey: stockQuery.queryKey });
  };
  return (
    <section className="card stack" aria-labelledby="stock-title">
      <h2 id="stock-title">Stock</h2>
      <Failed error={error} />
      {!data && !error && <Loading what="the stock" />}
      {data?.length === 0 && <p className="quiet">Nothing is in stock.</p>}
      <ul className="stack">
        {data?.map((lot) => (
          <li key={lot.lotId} className="row">
            <span>
              {lot.medication} {lot.strengthMg} mg {lot.form}, lot {lot.lot}: <strong>{lot.onHandUnits}</strong> left, use by{' '}
              {lot.beyondUseDate}. {STANDINGS[lot.standing]}
            </span>
            <Button variant="default" onClick={() => setAsking(lot)}>
              Count<span className="unseen"> lot {lot.lot}</span>
            </Button>
          </li>
        ))}
      </ul>
      <div className="row">
        <Button variant="default" onClick={() => setAsking('receive')}>
          Enter a delivery
        </Button>
      </div>
      {asking === 'receive' && <ReceiveDialog onDone={done} onClose={close} />}
      {asking !== null && asking !== 'receive' && <CountStockDialog lot={asking} onDone={done} onClose={close} />}
    </section>
  );
}
