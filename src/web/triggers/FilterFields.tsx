import { Checkbox } from '@fluentui/react-components';
import type { TriggerBody } from '../api/types.ts';
import { ChoiceField } from '../forms/ChoiceField.tsx';
import { NamesField } from '../forms/NamesField.tsx';
import { RowsField } from '../forms/RowsField.tsx';
import { TextField } from '../forms/TextField.tsx';

type Webhook = Extract<TriggerBody, { kind: 'webhook' }>;
type Filter = NonNullable<Webhook['webhook']['filters']>[number];
type Start = NonNullable<Filter['startedBy']>[number];
type Part = 'action' | 'branch' | 'result' | 'repository' | 'pipeline' | 'stage';

const EVENTS: Readonly<
  Record<
    Filter['event'],
    { readonly text: string; readonly parts: readonly Part[]; readonly starts?: readonly Start[] }
  >
> = {
  workflow_run: {
    text: 'GitHub: a workflow ran',
    parts: ['action', 'branch', 'result', 'repository', 'pipeline'],
    starts: [
      ...(['push', 'schedule', 'workflow_dispatch', 'repository_dispatch', 'release', 'create'] as const),
      ...(['merge_group', 'pull_request', 'pull_request_target', 'pull_request_review'] as const),
      ...(['issue_comment', 'workflow_run', 'deployment', 'deployment_status'] as const),
      'registry_package',
    ],
  },
  release: { text: 'GitHub: a release', parts: ['action', 'branch', 'repository'] },
  repository_dispatch: { text: 'GitHub: a repository dispatch', parts: ['action', 'branch', 'repository'] },
  'build.complete': {
    text: 'Azure DevOps: a build ended',
    parts: ['branch', 'result', 'repository', 'pipeline'],
    starts: [
      ...(['manual', 'individualCI', 'batchedCI', 'schedule', 'scheduleForced', 'userCreated'] as const),
      ...(['pullRequest', 'buildCompletion', 'resourceTrigger'] as const),
    ],
  },
  'ms.vss-pipelines.stage-state-changed-event': {
    text: 'Azure DevOps: a stage of a pipeline changed',
    parts: ['result', 'repository', 'pipeline', 'stage'],
  },
};

const PARTS: Readonly<Record<Part, { readonly label: string; readonly placeholder: string }>> = {
  action: { label: 'Action', placeholder: 'completed' },
  branch: { label: 'Branch', placeholder: 'main' },
  result: { label: 'Result', placeholder: 'success' },
  repository: { label: 'Repository', placeholder: 'contoso/platform' },
  pipeline: { label: 'Workflow or pipeline', placeholder: 'deploy' },
  stage: { label: 'Stage', placeholder: 'production' },
};

const isPart = (part: string): part is Part => Object.hasOwn(PARTS, part);
const isEvent = (event: string): event is Filter['event'] => Object.hasOwn(EVENTS, event);

const CHOICES = Object.keys(EVENTS)
  .filter(isEvent)
  .map((event) => [event, EVENTS[event].text] as const);

/** The parts that an event has, and those that are set although it has them not: nothing that counts is hidden. */
function partsOf(filter: Filter): Part[] {
  return Object.keys(PARTS)
    .filter(isPart)
    .filter((part) => EVENTS[filter.event].parts.includes(part) || filter[part] !== undefined);
}

export interface FilterFieldsProps {
  readonly filters: readonly Filter[];
  readonly onChange: (filters: readonly Filter[]) => void;
}

/** Which events of pipelines start a run. */
export function FilterFields({ filters, onChange }: FilterFieldsProps) {
  return (
    <RowsField
      label="Filters of events"
      hint="An event of GitHub or Azure DevOps starts a run when it matches one of these; what is left empty matches all. Calls of a pipeline need none."
      noun="filter"
      most={50}
      rows={filters}
      onChange={onChange}
      empty={(): Filter => ({ event: 'workflow_run', branch: 'main', result: 'success' })}
      pointer="/webhook/filters"
    >
      {(filter, change, pointer) => (
        <>
          <div style={{ gridColumn: '1 / -1' }}>
            <ChoiceField
              label="Event"
              value={filter.event}
              choices={CHOICES}
              onChange={(event) => change(ofEvent(filter, event))}
              pointer={`${pointer}/event`}
            />
          </div>
          {partsOf(filter).map((part) => (
            <TextField
              key={part}
              label={PARTS[part].label}
              placeholder={PARTS[part].placeholder}
              value={filter[part] ?? ''}
              onChange={(text) => change(withPart(filter, part, text))}
              pointer={`${pointer}/${part}`}
            />
          ))}
          <MoreParts filter={filter} onChange={change} pointer={pointer} />
        </>
      )}
    </RowsField>
  );
}

/** With what the other event tells too: the app refuses what an event never tells. */
function ofEvent(filter: Filter, event: Filter['event']): Filter {
  return EVENTS[event].parts.reduce<Filter>(
    (next, part) => {
      const text = filter[part];
      return text === undefined ? next : { ...next, [part]: text };
    },
    { event },
  );
}

interface MorePartsProps {
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
  readonly pointer: string;
}

/** Parts that are no texts: what may have started it, and whether prereleases count. */
function MoreParts({ filter, onChange, pointer }: MorePartsProps) {
  const { startedBy, prereleases, ...rest } = filter;
  const starts = EVENTS[filter.event].starts ?? [];
  return (
    <div style={{ gridColumn: '1 / -1' }}>
      {(starts.length > 0 || startedBy !== undefined) && (
        <NamesField
          label="Started by"
          hint="Empty: only what needs the right to write to the repository. A fork's never counts."
          names={startedBy ?? []}
          onChange={(names) => {
            const chosen = starts.filter((start) => names.includes(start));
            const others = prereleases === undefined ? rest : { ...rest, prereleases };
            onChange(chosen.length === 0 ? others : { ...others, startedBy: chosen });
          }}
          options={starts}
          check={(text) =>
            starts.some((start) => start === text) ? undefined : 'One of those that the list has'
          }
          pointer={`${pointer}/startedBy`}
        />
      )}
      {(filter.event === 'release' || prereleases !== undefined) && (
        <Checkbox
          label="Prereleases count too"
          checked={prereleases === true}
          onChange={(_event, { checked }) => {
            const others = startedBy === undefined ? rest : { ...rest, startedBy };
            onChange(checked === true ? { ...others, prereleases: true } : others);
          }}
        />
      )}
    </div>
  );
}

function withPart(filter: Filter, part: Part, text: string): Filter {
  const { [part]: _before, ...rest } = filter;
  return text === '' ? rest : { ...rest, [part]: text };
}
