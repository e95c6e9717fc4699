import { TemplateContent } from '#contracts';
import { sublingualHome } from '#session-engine';
import { refusedTemplate } from '../domain/template-laws.js';
import { planOf, SHIPPED } from './shipped-templates.js';

const NOTHING_MORE = { subcutaneousAtHome: false };

describe('what Hearth brings', () => {
  it('gives exactly the plan that sublingual sessions at home have always had', () => {
    expect(planOf('sl-home', 1, SHIPPED['sl-home']!)).toEqual(sublingualHome.plan);
  });

  it.each(Object.entries(SHIPPED))('%s is well formed, holds no dose, and breaks no law', (_, content) => {
    expect(TemplateContent.parse(content)).toEqual(content);
    expect(content.doseMg).toBeNull();
    expect(content.guardrails.maxMgPerSession).toBeNull();
    expect(refusedTemplate(content, NOTHING_MORE)).toEqual([]);
  });

  it.each(Object.entries(SHIPPED))(
    '%s names a source for each number of its plan, and for none that it does not hold',
    (_, content) => {
      const leaves = (value: unknown, path: string): string[] =>
        typeof value === 'number'
          ? [path]
          : Object.entries(value ?? {}).flatMap(([name, part]) =>
              typeof part === 'string' ? [] : leaves(part, `${path}.${name}`),
            );
      const numbers = leaves(content.plan, 'plan');
      const named = Object.keys(content.sources);
      expect(numbers.filter((path) => !named.some((prefix) => path.startsWith(prefix)))).toEqual([]);
      expect(named.filter((prefix) => prefix.startsWith('plan.') && !numbers.some((path) => path.startsWith(prefix)))).toEqual(
        [],
      );
    },
  );

  it('watches esketamine for two hours in a clinic, and reports every session', () => {
    const { setting, plan, monitoringForm } = SHIPPED['esketamine']!;
    expect([setting, plan.discharge.minMin >= 120, monitoringForm]).toEqual(['clinic', true, 'rems']);
  });
});
