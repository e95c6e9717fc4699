import { useState } from 'react';

import { type PatientProtocolView, reviewCourse } from '#contracts';
import { call } from '../call.js';
import { Words } from '../screening/fields.js';
import { ProveButton } from './prove-button.js';
import { reasonWords } from './words.js';

/** What went wrong, until a prescriber has said what they make of it. */
export function ReviewCard({ found: { patientId, patientName, unreviewed, readAt } }: { found: PatientProtocolView }) {
  const [reason, setReason] = useState('');
  return (
    <section className="card stack" aria-labelledby="review">
      <h2 id="review">To be reviewed before any increase</h2>
      <ul>
        {unreviewed.map((code) => (
          <li key={code}>{reasonWords(code)}.</li>
        ))}
      </ul>
      <Words label="What you make of it" value={reason} onChange={setReason} isOptional />
      <ProveButton
        words="Sign the review"
        what={`${patientName}: you have looked at what happened. It changes no dose.`}
        act={() => call(reviewCourse, { params: { patientId }, body: { reason: reason.trim(), readAt } })}
        isOff={reason.trim().length < 10}
        variant="default"
      />
    </section>
  );
}
