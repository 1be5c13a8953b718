import { useCards } from './cards.ts';
import { Time } from './Time.tsx';

/** When something was made or changed, and by whom, for the cell of a table. */
export function ChangedBy({ at, by }: { at: string; by: string }) {
  const cards = useCards();
  return (
    <>
      <Time at={at} />
      <br />
      <span className={cards.quiet}>by {by}</span>
    </>
  );
}
