import type { GroupLeader } from '#contracts';
import { reasonsWords } from '../calendar/answers.js';
import styles from '../care/care.module.css';

type Props = {
  clinicians: readonly GroupLeader[];
  chosen: readonly string[];
  /** Those who lead it whatever else is chosen. */
  fixed?: readonly string[];
  onToggle: (personId: string) => void;
};

/** With somebody who was not among them, or without somebody who was. */
export const toggled = (ids: readonly string[], id: string): string[] =>
  ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id];

/** Who leads a group: whoever cannot is shown with the reason. */
export function LeadersChoice({ clinicians, chosen, fixed = [], onToggle }: Props) {
  return (
    <fieldset>
      <legend>Who leads it</legend>
      {clinicians.map(({ personId, displayName, whyNot }) => {
        const isChosen = chosen.includes(personId);
        return (
          <label key={personId} className={styles['choice']}>
            <input
              type="checkbox"
              checked={isChosen}
              disabled={fixed.includes(personId) || (whyNot.length > 0 && !isChosen)}
              onChange={() => onToggle(personId)}
            />
            <span>
              {displayName}
              {whyNot.length > 0 && <span className="quiet small">: {reasonsWords(whyNot)}</span>}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
