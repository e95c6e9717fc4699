import type { EmergencyCard as Card } from '#contracts';
import { Icon } from '../shell/icons.js';
import styles from './emergency-card.module.css';

export type CardOfSession = Readonly<{ card: Card | null; patientName: string; clinicPhone: string }>;

const Call = ({ words, number }: { words: string; number: string }) => (
  <a className={styles['call']} href={`tel:${number.replace(/[^\d+]/g, '')}`}>
    <Icon name="phone" />
    <span>
      {words} <strong>{number}</strong>
    </span>
  </a>
);

/** The phone reads the script, where it can; the words stay on the screen. */
function ReadAloud() {
  if (!('speechSynthesis' in window)) return null;
  return (
    <button
      type="button"
      className={styles['aloud']}
      onClick={({ currentTarget }) => {
        const said = [...(currentTarget.parentElement?.querySelectorAll('p') ?? [])].slice(1).map((line) => line.textContent);
        speechSynthesis.cancel();
        speechSynthesis.speak(new SpeechSynthesisUtterance(said.join(' ')));
      }}
    >
      Let this device say it
    </button>
  );
}

const sentence = (words: string) => (/[.!?]$/.test(words) ? words : `${words}.`);

/** What to say on the phone, word for word, and the numbers. Everything on it is here already: it needs no network. */
export function EmergencyCard({ card, patientName, clinicPhone, medicineWords }: CardOfSession & { medicineWords: string }) {
  return (
    <section className={styles['card']} aria-label="Emergency card">
      <Call words="Call" number="911" />
      {card && (
        <>
          <div className={styles['script']}>
            <p className={styles['title']}>Read this aloud</p>
            <ReadAloud />
            <p>“I am with {patientName}. We need an ambulance.</p>
            <p>
              We are at <strong>{card.addressLine}</strong>.{card.entryNote && ` ${sentence(card.entryNote)}`}
            </p>
            <p>
              {medicineWords} Allergies: {sentence(card.allergies || 'none known')}”
            </p>
          </div>
          {card.steps && (
            <ol aria-label="What is done here">
              {card.steps.split('\n').map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          )}
          <Call words="Emergency line here" number={card.localEmergencyNumber} />
          {card.chaperonePhone && <Call words={card.chaperoneName} number={card.chaperonePhone} />}
        </>
      )}
      <Call words="The clinic" number={clinicPhone} />
      <p className="small">Stay on the line. If they do not wake up, lay them on their side and watch their breathing.</p>
    </section>
  );
}

/** What the person took and when, for an ambulance: this is the one place where the name matters more than discretion. */
export function medicineWords(dosedAt: number | undefined, now: number): string {
  if (dosedAt === undefined) return 'They have not taken today’s medicine.';
  return `They took prescribed ketamine ${Math.max(0, Math.round((now - dosedAt) / 60_000))} minutes ago.`;
}
