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
const ApprovalsPage = lazy(async () => ({
  default: (await import('../approvals/ApprovalsPage.tsx')).ApprovalsPage,
}));
const GatePage = lazy(async () => ({ default: (await import('../approvals/GatePage.tsx')).GatePage }));
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
const NotificationsPage = lazy(async () => ({
  default: (await import('../notifications/NotificationsPage.tsx')).NotificationsPage,
}));
const NotificationPage = lazy(async () => ({
  default: (await import('../notifications/NotificationPage.tsx')).NotificationPage,
}));
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

type RouteTo = { readonly [Page in Route['page']]: Extract<Route, { page: Page }> };

const PAGES: { readonly [Page in keyof RouteTo]: (route: RouteTo[Page]) => ReactNode } = {
  members: ({ fleet, member }) => <MembersPage fleet={fleet} member={member} />,
  behind: () => <BehindPage />,
  runs: () => <RunsPage />,
  createRun: () => <CreateRunPage />,
  run: (route) => <RunPage key={route.run} {...route} />,
  approvals: () => <ApprovalsPage />,
  gate: (route) => <GatePage key={`${route.run} ${route.gate}`} {...route} />,
  strategies: () => <StrategiesPage />,
  strategy: ({ strategy }) => <StrategyPage key={strategy} name={strategy} />,
  deniedVersions: () => <DeniedVersionsPage />,
  deniedVersion: ({ deniedVersion }) => <DeniedVersionPage key={deniedVersion} name={deniedVersion} />,
  freezes: () => <FreezesPage />,
  freeze: ({ freeze }) => <FreezePage key={freeze} name={freeze} />,
  notifications: () => <NotificationsPage />,
  notification: ({ notification }) => <NotificationPage key={notification} name={notification} />,
  access: () => <AccessPage />,
  grant: ({ grant }) => <GrantPage key={grant} name={grant} />,
  audit: () => <AuditPage />,
  triggers: () => <TriggersPage />,
  trigger: ({ trigger }) => <TriggerPage key={trigger} name={trigger} />,
  errors: () => <ErrorsPage />,
  unknown: () => <NoSuchPage />,
};

/** Each page is fetched when it is first gone to. */
export function Page({ route }: { route: Route }) {
  return <Suspense fallback={<Loading what="page" />}>{pageOf(route)}</Suspense>;
}

function pageOf<Page extends keyof RouteTo>(route: RouteTo[Page] & { readonly page: Page }): ReactNode {
  return PAGES[route.page](route);
}

function NoSuchPage() {
  return (
    <PageHead title="There is no such page" under={<Link to={addressOf.members()}>Go to the members</Link>} />
  );
}
