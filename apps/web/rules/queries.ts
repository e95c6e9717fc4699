import { queryOptions } from '@tanstack/react-query';

import { readAssessmentRules } from '#contracts';
import { call } from '../call.js';

export const rulesQuery = queryOptions({
  queryKey: ['assessment-rules'],
  queryFn: () => call(readAssessmentRules),
  refetchOnWindowFocus: false,
});
