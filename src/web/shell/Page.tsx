import { lazy, Suspense, type ReactNode } from 'react';
import { Loading } from '../parts/Loading.tsx';
import { PageHead } from '../parts/PageHead.tsx';
import { Link } from '../routing/Link.tsx';
import { addressOf, type Route } from '../routing/routes.ts';

const MembersPage = lazy(async () => ({ default: (await import('../members/MembersPage.tsx')).MembersPage }));
const BehindPage = lazy(async () => ({ default: (await import('../behind/BehindPage.tsx')).BehindPage }));
const RunsPage = lazy(async () => ({ default: (await import('../runs/RunsPage.tsx')).RunsPage }));
const RunPage = lazy(async () => ({ default: (await import('../run/RunPage.tsx')).RunPage }));
const CreateRunPage = lazy(async () => ({
  default: (await import('../create/CreateRunPage.tsx')).CreateRunPage,
}));
const StrategiesPage = lazy(async () => ({
  default: (await import('../strategies/StrategiesPage.tsx')).StrategiesPage,
}));
const StrategyPage = lazy(async () => ({
  default: (await import('../strategies/StrategyPage.tsx')).StrategyPage,
}));
const DeniedVersionsPage = lazy(async () => ({
  default: (await import('../denied/DeniedVersionsPage.tsx')).DeniedVersionsPage,
}));
const DeniedVersionPage = lazy(async () => ({
  default: (await import('../denied/DeniedVersionPage.tsx')).DeniedVersionPage,
}));
const FreezesPage = lazy(async () => ({ default: (await import('../freezes/FreezesPage.tsx')).FreezesPage }));
const FreezePage = lazy(async () => ({ default: (await import('../freezes/FreezePage.tsx')).FreezePage }));
const AccessPage = lazy(async () => ({ default: (await import('../access/AccessPage.tsx')).AccessPage }));
const GrantPage = lazy(async () => ({ default: (await import('../access/GrantPage.tsx')).GrantPage }));
const AuditPage = lazy(async () => ({ default: (await import('../audit/AuditPage.tsx')).AuditPage }));
const TriggersPage = lazy(async () => ({
  default: (await import('../triggers/TriggersPage.tsx')).TriggersPage,
}));
const TriggerPage = lazy(async () => ({
  default: (await import('../triggers/TriggerPage.tsx')).TriggerPage,
}));

const ErrorsPage = lazy(async () => ({ default: (await import('../docs/ErrorsPage.tsx')).ErrorsPage }));

/** Each page is fetched when it is first gone to. */
export function Page({ route }: { route: Route }) {
  return <Suspense fallback={<Loading what="page" />}>{pageOf(route)}</Suspense>;
}

function pageOf(route: Route): ReactNode {
  switch (route.page) {
    case 'members':
      return <MembersPage fleet={route.fleet} member={route.member} />;
    case 'behind':
      return <BehindPage />;
    case 'runs':
      return <RunsPage />;
    case 'createRun':
      return <CreateRunPage />;
    case 'run':
      return <RunPage key={route.run} {...route} />;
    case 'strategies':
      return <StrategiesPage />;
    case 'strategy':
      return <StrategyPage key={route.strategy} name={route.strategy} />;
    case 'deniedVersions':
      return <DeniedVersionsPage />;
    case 'deniedVersion':
      return <DeniedVersionPage key={route.deniedVersion} name={route.deniedVersion} />;
    case 'freezes':
      return <FreezesPage />;
    case 'freeze':
      return <FreezePage key={route.freeze} name={route.freeze} />;
    case 'access':
      return <AccessPage />;
    case 'grant':
      return <GrantPage key={route.grant} name={route.grant} />;
    case 'audit':
      return <AuditPage />;
    case 'triggers':
      return <TriggersPage />;
    case 'trigger':
      return <TriggerPage key={route.trigger} name={route.trigger} />;
    case 'errors':
      return <ErrorsPage />;
    case 'approvals':
    case 'gate':
    case 'notifications':
    case 'notification':
    case 'unknown':
      return (
        <PageHead
          title="There is no such page"
          under={<Link to={addressOf.members()}>Go to the members</Link>}
        />
      );
  }
}
