import { useState } from 'react';

/** Somebody looks through free times, two weeks at a time, and chooses one. */
export function useChoosing<T>() {
  const [skippedDays, setSkippedDays] = useState(0);
  const [chosen, setChosen] = useState<T | null>(null);
  const [news, setNews] = useState<string | null>(null);
  /** Somebody was quicker: it is said, and the times are asked for anew. */
  const taken = (refetch: () => unknown) => (words: string) => {
    setChosen(null);
    setNews(words);
    void refetch();
  };
  return { skippedDays, setSkippedDays, chosen, setChosen, news, taken };
}
