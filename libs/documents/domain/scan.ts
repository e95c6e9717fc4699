/** What a virus scanner has said of a file. `failed`: it could not tell. */
export type Scan = 'unscanned' | 'clean' | 'infected' | 'failed';

/**
 * Whether a file may be opened. Where a scanner is set, nothing is opened that it has not seen; where none is, a file is opened as what
 * it is: not scanned.
 *
 * @returns `check`: it has to be scanned first
 */
export function opening(scan: Scan, hasScanner: boolean): 'open' | 'check' | 'never' {
  if (scan === 'infected') return 'never';
  return scan === 'clean' || !hasScanner ? 'open' : 'check';
}
