import { useMutation, useQueryClient } from '@tanstack/react-query';

import { acceptOffer, declineOffer, type WaitingOffer } from '#contracts';
import { call } from '../call.js';
import { Button } from '../shell/button.js';
import { Choices } from '../shell/dialog.js';
import { navigate } from '../shell/router.js';
import { Failed } from '../shell/states.js';
import { dayOf, timeInBoth } from '../time.js';
import { BothTimes } from './both-times.js';

type Props = { offer: WaitingOffer; zones: { zone: string; clinicZone: string } };

/** A time that is kept for this patient: a yes or a no, and what each does. */
export function OfferCard({ offer, zones }: Props) {
  const queries = useQueryClient();
  const params = { offerId: offer.id };
  const onSettled = () => queries.invalidateQueries();
  const accept = useMutation({ mutationFn: () => call(acceptOffer, { params }), onSettled, onSuccess: () => navigate('/home') });
  const decline = useMutation({ mutationFn: () => call(declineOffer, { params }), onSettled });
  return (
    <section className="card stack" aria-labelledby="offer-title">
      <h2 id="offer-title">An earlier time is kept for you</h2>
      <BothTimes free={zones} time={offer} />
      <p>
        It is yours until {dayOf(offer.until, zones.zone)}, {timeInBoth(offer.until, zones.zone, zones.clinicZone)}. If you have a
        session booked, it moves there, and that costs nothing. If you leave it, nothing you have changes, your place stays, and
        this day is not offered to you again.
      </p>
      <Failed error={accept.error ?? decline.error} />
      <Choices>
        <Button variant="default" loading={decline.isPending} onClick={() => decline.mutate()}>
          Leave it to the next one
        </Button>
        <Button loading={accept.isPending} onClick={() => accept.mutate()}>
          Take this time
        </Button>
      </Choices>
    </section>
  );
}
