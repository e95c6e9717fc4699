import { templates } from './templates.js';

const REFUSED =
  /ketamin|esketamin|dose|dosing|drug|medicin|tablet|therap|depress|anxi|suicid|ptsd|diagnos|treatment|psych|session with|blood|pressure/i;
const when = { local: 'Mon 4 Jan, 10:00', clinic: 'Mon 4 Jan, 11:00', isTomorrow: true };
const url = 'https://clinic.example';

const samples = [
  templates.booked(when, url),
  templates.moved(when, url),
  templates.cancelled(when),
  templates.reminder(when, `${url}/appointment#token`),
  templates.reminder({ ...when, isTomorrow: false }, `${url}/appointment#token`),
  templates.companion(when, `${url}/chaperone#token`),
  templates.prompt(`${url}/chaperone#token`),
  templates.emergencyPrompt(`${url}/chaperone#token`),
  templates.page(2, url, 'id'),
  templates.clinicAlert(url),
  templates.glass(url),
  templates.nudge(when, `${url}/appointment#token`),
  templates.newDevice(url),
  templates.passwordChanged(url),
  templates.factorsChanged(url),
  templates.invitation(`${url}/welcome#token`),
  templates.passwordReset(`${url}/reset#token`),
  templates.emailChange(`${url}/verify#token`),
  templates.emailChanged(url),
];

describe('messages that leave the system', () => {
  it('cover every template', () => {
    expect(samples).toHaveLength(Object.keys(templates).length + 1);
  });
  it('speak of tomorrow only when it is tomorrow', () => {
    expect(templates.reminder(when, url).subject).toContain('tomorrow');
    expect(templates.reminder({ ...when, isTomorrow: false }, url).subject).not.toContain('tomorrow');
  });
  it.each(samples)('say nothing about health: %o', ({ subject, text }) => {
    expect(`${subject}\n${text}`).not.toMatch(REFUSED);
  });
  it('name both zones when they differ, and one when they do not', () => {
    expect(templates.booked(when, url).text).toContain('10:00 your time (Mon 4 Jan, 11:00 at the clinic)');
    expect(templates.booked({ ...when, clinic: null }, url).text).not.toContain('your time');
  });
});
