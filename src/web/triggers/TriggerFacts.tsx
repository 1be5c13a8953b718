import type { Trigger } from '../api/types.ts';
import { useCards } from '../parts/cards.ts';
import { Facts } from '../parts/Facts.tsx';
import { Time } from '../parts/Time.tsx';
import { Link } from '../routing/Link.tsx';
import { addressOf } from '../routing/routes.ts';
import { StartRequests } from './StartRequests.tsx';
import { LastStart } from './LastStart.tsx';
import { whenText } from './triggerBody.ts';

/** What it did last and will do next. */
export function TriggerFacts({ trigger }: { trigger: Trigger }) {
  const cards = useCards();
  return (
    <div className={cards.card} style={{ marginBottom: '16px' }}>
      <Facts
        facts={{
          Starts: whenText(trigger),
          'Last start': <LastStart last={trigger.last} />,
          'Last run': trigger.lastRun !== undefined && (
            <Link to={addressOf.run(trigger.lastRun)}>{trigger.lastRun}</Link>
          ),
          'Next times': trigger.kind === 'schedule' && trigger.nextTimes.length > 0 && (
            <>
              {trigger.nextTimes.map((time) => (
                <div key={time}>
                  <Time at={time} />
                </div>
              ))}
            </>
          ),
          'Newest version seen': trigger.kind === 'release' && trigger.newestVersion,
          'To call': trigger.kind === 'webhook' && (
            <code className={cards.mono}>{`POST ${location.origin}/api/webhooks/${trigger.name}`}</code>
          ),
          Waiting: trigger.startRequests.length > 0 && <StartRequests trigger={trigger} />,
          Changed: (
            <>
              <Time at={trigger.changedAt} /> by {trigger.changedBy}
            </>
          ),
        }}
      />
    </div>
  );
}
