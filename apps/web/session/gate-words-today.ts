/** What each reason of the day of a dose says to a clinician. */
export const TODAY_REASONS: Readonly<Record<string, string>> = {
  identified: 'A clinician has seen that it is the patient.',
  'identified-too-long-ago': 'A clinician has seen the patient too long ago: look again who answers.',
  'not-identified':
    'Nobody has seen yet that it is the patient. Ask for name and date of birth, and say so under The patient today.',
  'not-asked': 'Not said yet. The patient answers on their page, or you ask and enter it under The patient today.',
  'asked-too-long-ago': 'Said too long ago. Ask again.',
  fasted: 'Long enough ago.',
  'ate-just-now': 'Ate too recently for anybody to decide otherwise. Wait, or move the session.',
  'drank-just-now': 'Drank too recently for anybody to decide otherwise. Wait a while, then judge the gate again.',
  'ate-too-recently': 'Ate more recently than the protocol asks for. Wait, or a prescriber decides.',
  'drank-too-recently': 'Drank more recently than the protocol asks for. Wait, or a prescriber decides.',
  'none-taken': 'None within the hours of the protocol.',
  'alcohol-within-a-day': 'Alcohol or cannabis within a day. No dose today.',
  'alcohol-too-recently': 'Alcohol or cannabis more than a day ago, within the hours of the protocol. A prescriber decides.',
  'sedative-taken':
    'Something that makes drowsy was taken. A prescriber decides; whoever takes one daily does not stop by themselves.',
  'other-drug': 'Another drug within a week. No dose today.',
  'as-agreed': 'Taken and left out as agreed.',
  'not-as-agreed': 'Not taken, or not left out, as agreed. A prescriber decides.',
  'nothing-new': 'Nothing new was said.',
  'may-be-pregnant': 'Could be pregnant. No dose; a prescriber looks at the course.',
  'urinary-symptoms': 'Symptoms of the bladder. No dose; a prescriber looks at the course.',
  'something-new': 'Something new was said. Ask what it is; a prescriber decides.',
  overridden: 'It holds, and a prescriber has signed that the dose may be taken all the same.',
};
