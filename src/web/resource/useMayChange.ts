import { useMay } from '../api/roles.ts';
import type { ResourceWords } from './resourceKind.ts';

/** Whether the viewer may change something of this kind; of which fleets the app says when it is saved. */
export function useMayChange({ byFleet }: Pick<ResourceWords, 'byFleet'>): boolean {
  const { administer, administerSome } = useMay();
  return byFleet === true ? administerSome : administer;
}
