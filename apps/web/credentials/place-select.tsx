import { CANADA, ELSEWHERE, placeName, US } from './places.js';
import styles from './credentials.module.css';

type Props = { id: string; value: string; first: readonly string[]; onChange: (place: string) => void };

/** One place of all; those first where the clinic treats patients. */
export function PlaceSelect({ id, value, first, onChange }: Props) {
  const rest = (places: typeof US) =>
    places
      .filter((place) => !first.includes(place.value))
      .map((place) => (
        <option key={place.value} value={place.value}>
          {place.label}
        </option>
      ));
  return (
    <select id={id} className={styles['select']} required value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
      <option value="" disabled>
        Choose
      </option>
      {first.length > 0 && (
        <optgroup label="Where this clinic may treat">
          {first
            .toSorted((a, b) => placeName(a).localeCompare(placeName(b)))
            .map((place) => (
              <option key={place} value={place}>
                {placeName(place)}
              </option>
            ))}
        </optgroup>
      )}
      <optgroup label="United States">{rest(US)}</optgroup>
      <optgroup label="Canada">{rest(CANADA)}</optgroup>
      <option value={ELSEWHERE.value}>{ELSEWHERE.label}</option>
    </select>
  );
}
