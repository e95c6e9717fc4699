import { queryOptions } from '@tanstack/react-query';

import { listDocuments, listLetters, listOutsideReleases, readLetter } from '#contracts';
import { call } from '../call.js';

export const documentsQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['documents', patientId],
    queryFn: () => call(listDocuments, { params: { patientId } }),
    // a scanner may have looked at one meanwhile
    refetchInterval: ({ state }) => (state.data?.documents.some(isBeingChecked) ? 5_000 : false),
  });
const isBeingChecked = ({ state, isOpenable }: { state: string; isOpenable: boolean }) => state === 'here' && !isOpenable;

export const lettersQuery = (patientId: string) =>
  queryOptions({ queryKey: ['letters', patientId], queryFn: () => call(listLetters, { params: { patientId } }) });

export const letterQuery = (patientId: string, letterId: string) =>
  queryOptions({
    queryKey: ['letters', patientId, letterId],
    queryFn: () => call(readLetter, { params: { patientId, letterId } }),
    refetchOnWindowFocus: false,
  });

export const agreementsQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['outside-releases', patientId],
    queryFn: async () => (await call(listOutsideReleases, { params: { patientId } })).releases,
  });
