export const REPORT = { kind: 'safeguarding', words: 'Somebody has to look at this.' } as const;
export const FINDING = { kind: 'finding', words: 'Nobody had asked.' } as const;
export const incidentsOf = (patientId: string): string => `/v1/patients/${patientId}/incidents`;
