/** A clause as it comes with Hearth: a text to begin with, which a clinic has its lawyer read before it puts it into force. */
export type ShippedClause = Readonly<{ code: string; title: string; text: string }>;

const clause = (code: string, title: string, ...paragraphs: readonly string[]): ShippedClause => ({
  ...{ code, title },
  text: paragraphs.join('\n\n'),
});

/**
 * What patients are told before they are treated at home, in plain words.
 *
 * @source docs/clinical-defaults.md, "Consent"; of `compounded` the statement of the FDA of 10 October 2023 on compounded ketamine
 *         products for psychiatric disorders
 */
export const SHIPPED_CLAUSES: readonly ShippedClause[] = [
  clause(
    'off-label',
    'Ketamine is not approved for this',
    'Ketamine is approved in the United States for anesthesia. It is not approved for depression, anxiety or any other mental illness. Doctors may use it for them; that is called off-label use.',
    'There is less research on it than on approved medicines. Nobody can promise that it helps you.',
  ),
  clause(
    'compounded',
    'Compounded ketamine, and taking it at home',
    'Your medicine is made for you by a pharmacy. It is compounded. The U.S. Food and Drug Administration (FDA) does not review compounded medicines for safety, for effect or for quality before they are sold.',
    'On 10 October 2023 the FDA warned about compounded ketamine for mental illness. It is not FDA approved for any mental illness. The FDA has not found that it is safe and works for them.',
    'The FDA also warned about taking it at home: nobody from a clinic is in the room to watch you and to help. Blood pressure can rise, breathing can slow down, and you can be drowsy or feel far away.',
  ),
  clause(
    'risks',
    'What can go wrong',
    'Often: feeling far away from your body or the room, dizziness, nausea, blurred sight, higher blood pressure and pulse for an hour or two, being drowsy.',
    'Less often: vomiting, fear or panic, a very high blood pressure, slow breathing, a fall. Used often or for long: damage to the bladder, trouble with memory, and craving for it.',
    'Difficult feelings and memories can come up. Thoughts of suicide can come or grow stronger. Tell us at once.',
  ),
  clause(
    'alternatives',
    'What else there is',
    'There are other ways to treat what you have: talking therapy, other medicines, esketamine in a certified clinic, stimulation of the brain, and waiting. We have talked with you about them. You can choose them at any time, and nobody will hold it against you.',
  ),
  clause(
    'telehealth',
    'What we cannot do from far away',
    'We see and hear you by video. We cannot touch you, examine you or give you oxygen. The line can break. When it does we call your phone, then the phone of the person with you.',
    'We may treat you only while you are where our licence counts. You tell us before each session where you are, and that you are really there.',
  ),
  clause(
    'chaperone',
    'Somebody has to be with you',
    'A sober adult whom you trust is in your home for the whole session, and stays until we say that it is over. They measure your blood pressure, look after you every fifteen minutes, and call 911 if they have to.',
    'Without that person you do not take the medicine. You agree that we talk with them about how you are during a session.',
  ),
  clause(
    'no-driving',
    'No driving until tomorrow',
    'You do not drive, ride a bicycle, work with machines, look after small children alone or sign anything important until the next morning, after a night’s sleep.',
  ),
  clause(
    'storage',
    'Keeping the medicine safe',
    'You keep the medicine locked away from children, guests and pets. You take only what was released for this session, and only then. You never give it or sell it to anybody: that is a crime.',
    'What is left over goes back or is thrown away as your pharmacy says. You tell us when any is missing.',
  ),
  clause(
    'emergency',
    'In an emergency',
    'The person with you calls 911 from your home and reads your address aloud. We call the emergency number near you as well. Help may come into your home. You agree to that in advance.',
    'We keep your address, how to get in, and your allergies on a card that is opened during a session.',
  ),
  clause(
    'data',
    'What we keep, and who sees it',
    'Your team sees your answers, readings and notes. Everybody who opens your record leaves a trace, and you can see it. We do not sell what we know about you and do not use it for advertising.',
    'We must tell others when the law says so, for instance when you or somebody else is in danger.',
  ),
  clause(
    'withdrawal',
    'You can stop at any time',
    'You can take back this consent whenever you like, in part of a minute, without a reason. From then on no dose is given. What has already been taken cannot be undone, and we stay with you until you are well.',
    'Your other care goes on as before.',
  ),
  clause(
    'fees',
    'What it costs',
    'You are told what a session costs before you book it. Insurance often does not pay for it. When you cannot come because you are ill, not safe, or nobody can be with you, it costs nothing.',
  ),
];
