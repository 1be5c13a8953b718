import { useMay, useReach } from '../api/roles.ts';
import type { NamedView, ResourceWords } from './resourceKind.ts';

/** Whether the viewer may make something of this kind; of which fleets it is to be, the form asks. */
export function useMayMake({ byFleet, operatorsCreate }: ResourceWords): boolean {
  const { operate, administer, administerSome } = useMay();
  return (byFleet === true ? administerSome : administer) || (operate && operatorsCreate === true);
}

/** Whether the viewer may change what is there; what names no fleets is of all of them. */
export function useMayChange({ byFleet }: ResourceWords, there: NamedView | undefined): boolean {
  const { administer } = useMay();
  const { hasAll } = useReach('Admin');
  return byFleet === true && there ? hasAll(there.fleets) : administer;
}
