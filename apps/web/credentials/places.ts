/** ISO 3166-2 codes of the United States and of Canada, by the names that people know. */
const STATES =
  'AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,DE Delaware,DC District of Columbia,FL Florida,' +
  'GA Georgia,HI Hawaii,ID Idaho,IL Illinois,IN Indiana,IA Iowa,KS Kansas,KY Kentucky,LA Louisiana,ME Maine,MD Maryland,MA Massachusetts,' +
  'MI Michigan,MN Minnesota,MS Mississippi,MO Missouri,MT Montana,NE Nebraska,NV Nevada,NH New Hampshire,NJ New Jersey,NM New Mexico,' +
  'NY New York,NC North Carolina,ND North Dakota,OH Ohio,OK Oklahoma,OR Oregon,PA Pennsylvania,RI Rhode Island,SC South Carolina,' +
  'SD South Dakota,TN Tennessee,TX Texas,UT Utah,VT Vermont,VA Virginia,WA Washington,WV West Virginia,WI Wisconsin,WY Wyoming,' +
  'AS American Samoa,GU Guam,MP Northern Mariana Islands,PR Puerto Rico,VI U.S. Virgin Islands';
const PROVINCES =
  'AB Alberta,BC British Columbia,MB Manitoba,NB New Brunswick,NL Newfoundland and Labrador,NT Northwest Territories,NS Nova Scotia,' +
  'NU Nunavut,ON Ontario,PE Prince Edward Island,QC Quebec,SK Saskatchewan,YT Yukon';

export type PlaceChoice = Readonly<{ value: string; label: string }>;
const of = (country: string, list: string): PlaceChoice[] =>
  list.split(',').map((each) => ({ value: `${country}-${each.slice(0, 2)}`, label: each.slice(3) }));

export const US = of('US', STATES);
export const CANADA = of('CA', PROVINCES);
/** The code of a place where nobody here is licensed. */
export const ELSEWHERE: PlaceChoice = { value: 'ZZ', label: 'Somewhere else' };

const NAMES = new Map([...US, ...CANADA, ELSEWHERE].map(({ value, label }) => [value, label]));

/** The name of a place; its code where it has none here. */
export const placeName = (code: string): string => NAMES.get(code) ?? code;
export const inPlace = (code: string): string => (code === ELSEWHERE.value ? 'somewhere else' : `in ${placeName(code)}`);
