import { useQuery } from '@tanstack/react-query';

import { notesQuery } from '../chart/queries.js';
import { NotesCard } from '../notes/notes-card.js';
import { Failed, Loading } from '../shell/states.js';

/** Psychotherapy notes beside a session: their author's alone. */
export default function Apart({ patientId, zone }: Readonly<{ patientId: string; zone: string }>) {
  const { data, error } = useQuery(notesQuery(patientId, 'apart'));
  if (!data) return error ? <Failed error={error} /> : <Loading what="your notes" />;
  return <NotesCard patientId={patientId} shelf="apart" notes={data.notes} zone={zone} mayWrite />;
}
