/** The pages of the dashboard and what their addresses say. */
export type Route =
  | { readonly page: 'members'; readonly fleet?: string; readonly member?: string }
  | { readonly page: 'behind' }
  | { readonly page: 'runs' }
  | { readonly page: 'createRun' }
  | {
      readonly page: 'run';
      readonly run: string;
      readonly stage?: string;
      readonly fleet?: string;
      readonly member?: string;
    }
  | { readonly page: 'approvals' }
  | { readonly page: 'gate'; readonly run: string; readonly gate: string }
  | { readonly page: 'strategies' }
  | { readonly page: 'strategy'; readonly strategy: string }
  | { readonly page: 'deniedVersions' }
  | { readonly page: 'deniedVersion'; readonly deniedVersion: string }
  | { readonly page: 'freezes' }
  | { readonly page: 'freeze'; readonly freeze: string }
  | { readonly page: 'notifications' }
  | { readonly page: 'notification'; readonly notification: string }
  | { readonly page: 'access' }
  | { readonly page: 'grant'; readonly grant: string }
  | { readonly page: 'audit' }
  | { readonly page: 'triggers' }
  | { readonly page: 'trigger'; readonly trigger: string }
  | { readonly page: 'errors' }
  | { readonly page: 'unknown' };

/** `+` can be in no name, so it stands for what is not made yet. */
export const NEW = '+';

/** Reads an address, `/runs/september/members/prod/aks-1` for example. */
export function routeOf(path: string): Route {
  const [area = 'members', first, ...rest] = path.split('/').filter((part) => part !== '');
  switch (area) {
    case 'members':
      return first === undefined ? { page: 'members' } : memberRoute(first, rest);
    case 'runs':
      if (first === undefined) return { page: 'runs' };
      return first === NEW ? { page: 'createRun' } : runRoute(first, rest);
    case 'docs':
      if (first === 'errors' && rest.length === 0) return { page: 'errors' };
  }
  return (first === undefined ? LISTS[area] : KINDS[area]?.(first)) ?? { page: 'unknown' };
}

/** Pages of all there is of something. */
const LISTS: Readonly<Partial<Record<string, Route>>> = {
  behind: { page: 'behind' },
  approvals: { page: 'approvals' },
  strategies: { page: 'strategies' },
  'denied-versions': { page: 'deniedVersions' },
  freezes: { page: 'freezes' },
  notifications: { page: 'notifications' },
  access: { page: 'access' },
  audit: { page: 'audit' },
  triggers: { page: 'triggers' },
};

/** Pages of what has a name. */
const KINDS: Readonly<Partial<Record<string, (name: string) => Route>>> = {
  strategies: (strategy) => ({ page: 'strategy', strategy }),
  'denied-versions': (deniedVersion) => ({ page: 'deniedVersion', deniedVersion }),
  freezes: (freeze) => ({ page: 'freeze', freeze }),
  notifications: (notification) => ({ page: 'notification', notification }),
  access: (grant) => ({ page: 'grant', grant }),
  triggers: (trigger) => ({ page: 'trigger', trigger }),
};

function memberRoute(fleet: string, [member, ...more]: readonly string[]): Route {
  return member === undefined || more.length > 0 ? { page: 'unknown' } : { page: 'members', fleet, member };
}

function runRoute(run: string, [kind, first, second, ...more]: readonly string[]): Route {
  if (kind === undefined) return { page: 'run', run };
  if (kind === 'stages' && first !== undefined && second === undefined) {
    return { page: 'run', run, stage: first };
  }
  if (kind === 'gates' && first !== undefined && second === undefined) {
    return { page: 'gate', run, gate: first };
  }
  if (kind === 'members' && first !== undefined && second !== undefined && more.length === 0) {
    return { page: 'run', run, fleet: first, member: second };
  }
  return { page: 'unknown' };
}

export const addressOf = {
  members: () => '/members',
  member: (fleet: string, member: string) => `/members/${fleet}/${member}`,
  behind: () => '/behind',
  runs: () => '/runs',
  createRun: (strategy?: string) => `/runs/${NEW}${strategy === undefined ? '' : `?strategy=${strategy}`}`,
  /** To a Kubernetes version, or for node images; with members, each as `fleet/name`, for these only. */
  createRunTo: (
    to: { readonly version: string } | { readonly images: true },
    members: readonly string[] = [],
  ) =>
    `/runs/${NEW}?to=${'version' in to ? to.version : 'images'}${members.length > 0 ? `&members=${members.join(',')}` : ''}`,
  /** All of an earlier run once more. */
  runAgain: (run: string) => `/runs/${NEW}?again=${run}`,
  runsOf: (strategy: string) => `/runs?strategy=${strategy}`,
  run: (run: string) => `/runs/${run}`,
  runStage: (run: string, stage: string) => `/runs/${run}/stages/${stage}`,
  runMember: (run: string, fleet: string, member: string) => `/runs/${run}/members/${fleet}/${member}`,
  approvals: () => '/approvals',
  gate: (run: string, gate: string) => `/runs/${run}/gates/${gate}`,
  strategies: () => '/strategies',
  strategy: (strategy: string) => `/strategies/${strategy}`,
  deniedVersions: () => '/denied-versions',
  deniedVersion: (name: string) => `/denied-versions/${name}`,
  freezes: () => '/freezes',
  freeze: (name: string) => `/freezes/${name}`,
  notifications: () => '/notifications',
  notification: (name: string) => `/notifications/${name}`,
  access: () => '/access',
  grant: (name: string) => `/access/${name}`,
  audit: () => '/audit',
  triggers: () => '/triggers',
  trigger: (trigger: string) => `/triggers/${trigger}`,
};
