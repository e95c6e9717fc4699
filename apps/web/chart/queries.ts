import { queryOptions } from '@tanstack/react-query';

import { chartNotes, psychotherapyNotes, readChart, readOwnMedicines } from '#contracts';
import { call } from '../call.js';

export const chartQuery = (patientId: string) =>
  queryOptions({ queryKey: ['chart', patientId], queryFn: () => call(readChart, { params: { patientId } }) });

export const ownMedicinesQuery = (patientId: string) =>
  queryOptions({ queryKey: ['own-medicines', patientId], queryFn: () => call(readOwnMedicines, { params: { patientId } }) });

/** The routes of the notes of the chart, and of those that are kept apart. */
export const SHELVES = { chart: chartNotes, apart: psychotherapyNotes } as const;
export type Shelf = keyof typeof SHELVES;

export const notesQuery = (patientId: string, shelf: Shelf) =>
  queryOptions({ queryKey: ['notes', shelf, patientId], queryFn: () => call(SHELVES[shelf].list, { params: { patientId } }) });
