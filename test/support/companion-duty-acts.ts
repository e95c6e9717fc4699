import type { Clinic } from './clinic.js';
import { Visitor } from './http.js';

type One = (statement: string, ...values: unknown[]) => Promise<Record<string, string>>;
/** Everybody of Mia's session who comes along: one is on duty, the other stands in. */
export type MiasCompanions = Readonly<{ visitor: Visitor; sessionId: string; patientId: string; nilsId: string; evaId: string }>;

export const BACKUP = { part: 'backup', displayName: 'Some Backup', phone: '+1 303 555 0190' } as const;

export async function miasCompanions(clinic: Clinic, one: One): Promise<MiasCompanions> {
  const { visitor, sessionId } = await Visitor.chaperoneOf(clinic, 'mia');
  const idOf = async (name: string) => (await one('SELECT id FROM person WHERE display_name LIKE $1', `${name}%`))['id']!;
  return { visitor, sessionId, patientId: await idOf('Mia'), nilsId: await idOf('Nils'), evaId: await idOf('Eva') };
}
