import { useQuery } from '@tanstack/react-query';

import type { OwnPageProps } from '../shell/audience.js';
import { Kit } from '../shell/kit.js';
import { PageTitle } from '../shell/page-title.js';
import { Link } from '../shell/router.js';
import { Loading, Unreachable } from '../shell/states.js';
import { ProfileForm } from './profile-form.js';
import { profilesQuery } from './queries.js';

/** What patients read of a clinician when they look for somebody, and how many patients these take. */
export default function ProfilePage({ me }: OwnPageProps) {
  const { data, error, refetch } = useQuery(profilesQuery);
  if (error && !data) return <Unreachable error={error} onRetry={() => void refetch()} />;
  const own = data?.find(({ personId }) => personId === me.personId);
  if (!own) return <Loading what="your profile" />;
  return (
    <Kit>
      <div className="stack">
        <div>
          <PageTitle>What patients read of you</PageTitle>
          <Link href="/pairings">Pairings</Link>
        </div>
        <div className="card">
          <ProfileForm own={own} />
        </div>
      </div>
    </Kit>
  );
}
