import { night, schemes } from './tokens.js';

type Scheme = Record<keyof (typeof schemes)['light'], string>;

const channel = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => channel(Number.parseInt(color.slice(at, at + 2), 16) / 255));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/** WCAG 2.2 contrast ratio. */
function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

const grounds = ['ground', 'surface', 'raised', 'ember-soft'] as const;
const levels = [0, 1, 2, 3, 4] as const;

describe.each(Object.entries(schemes) as [string, Scheme][])('the %s scheme', (_name, scheme) => {
  it('holds text to 4.5:1 on everything that text stands on', () => {
    for (const ground of grounds) {
      for (const text of ['ink', 'quiet', 'ember-text'] as const) {
        expect(contrast(scheme[text], scheme[ground])).toBeGreaterThanOrEqual(4.5);
      }
    }
    expect(contrast(scheme['on-ember'], scheme.ember)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(scheme['on-ember'], scheme['ember-hover'])).toBeGreaterThanOrEqual(4.5);
  });
  it('holds shapes that must be seen to 3:1', () => {
    for (const ground of ['ground', 'surface', 'raised'] as const) {
      for (const shape of ['edge', 'ember'] as const) expect(contrast(scheme[shape], scheme[ground])).toBeGreaterThanOrEqual(3);
    }
  });
  it('holds every level to 4.5:1, on its own colour and as text', () => {
    for (const level of levels) {
      expect(contrast(scheme[`n${level}`], scheme[`l${level}`])).toBeGreaterThanOrEqual(4.5);
      for (const ground of ['ground', 'surface', 'raised'] as const) {
        expect(contrast(scheme[`t${level}`], scheme[ground])).toBeGreaterThanOrEqual(4.5);
      }
    }
  });
});

describe("the patient's screen at night", () => {
  it('can be read', () => {
    for (const ground of ['night', 'night-raised'] as const) {
      for (const text of ['night-ink', 'night-quiet', 'night-ember'] as const) {
        expect(contrast(night[text], night[ground])).toBeGreaterThanOrEqual(4.5);
      }
      expect(contrast(night['night-edge'], night[ground])).toBeGreaterThanOrEqual(3);
    }
    expect(contrast(night['night-on-help'], night['night-help'])).toBeGreaterThanOrEqual(4.5);
  });
});
