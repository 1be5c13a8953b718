import type { Freeze } from '../api/types.ts';
import { Time } from '../parts/Time.tsx';

/** Whether a freeze is on, and when that changes next. */
export function OnOrOff({ freeze: { active, changesAt } }: { freeze: Pick<Freeze, 'active' | 'changesAt'> }) {
  return (
    <>
      {active ? 'On now' : 'Off'}
      {changesAt !== undefined && (
        <>
          {active ? ', until ' : ', from '}
          <Time at={changesAt} />
        </>
      )}
      {active && changesAt === undefined && ', without an end within a year'}
    </>
  );
}
