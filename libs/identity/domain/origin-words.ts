const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'an iPhone'],
  [/\biPad\b/, 'an iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'a Chromebook'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'a Mac'],
  [/\bLinux\b/, 'Linux'],
];
const find = (names: typeof BROWSERS, text: string) => names.find(([pattern]) => pattern.test(text))?.[1];

/** A browser and its system in words that a person knows again; no version, nothing that tells one machine from the next. */
export function agentWords(userAgent: string | undefined): string {
  const [browser, system] = [find(BROWSERS, userAgent ?? ''), find(SYSTEMS, userAgent ?? '')];
  if (!browser && !system) return 'Another program';
  return `${browser ?? 'A browser'} on ${system ?? 'another system'}`;
}

/** The beginning of a network address: enough to see that it is another network, too little to find a home. */
export function networkWords(address: string): string {
  const [first, second] = address.split('.');
  if (second !== undefined) return `${first}.${second}.…`;
  const groups = address.split(':').filter(Boolean);
  return groups.length ? `${groups.slice(0, 2).join(':')}:…` : 'unknown';
}
