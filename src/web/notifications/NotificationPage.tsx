import { useQuery } from '@tanstack/react-query';
import { notificationsQuery } from '../api/queries.ts';
import { useMay } from '../api/roles.ts';
import { useCards } from '../parts/cards.ts';
import { NewResource, ResourcePage } from '../resource/ResourcePage.tsx';
import { NEW } from '../routing/routes.ts';
import { Deliveries } from './Deliveries.tsx';
import { EMPTY } from './notificationBody.ts';
import { notificationKind } from './notificationKind.tsx';
import { Paused, Resume } from './Paused.tsx';
import { SendTest, TestOutcome, useTest } from './SendTest.tsx';

/** Where is told, whether it arrives, and the way to try it. */
export function NotificationPage({ name }: { name: string }) {
  return name === NEW ? <NewResource kind={notificationKind} body={EMPTY} /> : <Existing name={name} />;
}

function Existing({ name }: { name: string }) {
  const cards = useCards();
  const { administer } = useMay();
  const test = useTest(name);
  // It is paused while the page is open, too.
  const all = useQuery(notificationsQuery).data;
  const paused = all?.find((each) => each.name === name)?.paused;
  return (
    <ResourcePage
      kind={notificationKind}
      name={name}
      adminsOnly="changes and tests it"
      commands={(stored, reload) =>
        administer && (
          <>
            {paused && <Resume stored={stored} onResumed={reload} />}
            <SendTest test={test} />
          </>
        )
      }
      facts={() => (
        <div className={cards.stack}>
          {paused && <Paused {...paused} />}
          <TestOutcome test={test} />
        </div>
      )}
      below={<Deliveries name={name} isPaused={paused !== undefined} />}
      deletion={() => 'Nothing more is told there, and what was told there is not listed any more.'}
    />
  );
}
