/** An address in the one form that is indexed: case, spaces around it and the form of accents do not matter. */
export const normalEmail = (address: string): string => address.trim().normalize('NFKC').toLowerCase();

/** The country whose numbers are written without their code: the clinics that Hearth is made for are in North America. */
const HOME_CODE = '1';
/** Digits of a number in the North American numbering plan, without the country's code. */
const HOME_DIGITS = 10;

/**
 * A telephone number in the one form that is indexed: `+` and digits.
 *
 * Spaces, brackets, dots, dashes and an extension do not matter; `00` is `+`; ten digits without a code are a number at home.
 */
export function normalPhone(number: string): string {
  const [main = ''] = number
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .split(/(?:ext\.?|x|;)/);
  const digits = main.replace(/\D/g, '');
  if (main.trimStart().startsWith('+')) return `+${digits}`;
  if (digits.startsWith('00')) return `+${digits.slice(2)}`;
  return `+${digits.length === HOME_DIGITS ? HOME_CODE : ''}${digits}`;
}
