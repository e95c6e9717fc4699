import type { Role } from '#contracts';
import { FRAMED } from './framed-routes.js';
import { placesOf } from './places.js';
import { routeOf } from './routes.js';

const ROLES: readonly Role[] = ['patient', 'therapist', 'prescriber', 'physician', 'admin'];

describe('the places of a person', () => {
  it.each(ROLES)('are pages that are open to a %s', (role) => {
    const hrefs = placesOf(role, { isOverseer: false, isDemo: false }).flatMap(({ places }) => places.map(([href]) => href));
    const closed = hrefs.filter((href) => {
      const roles = routeOf(FRAMED, href)?.route.roles;
      return roles !== 'everyone' && !roles?.includes(role);
    });
    expect(hrefs.length).toBeGreaterThan(5);
    expect(closed).toEqual([]);
  });
});
