import { useQuery } from '@tanstack/react-query';
import { provenRunsQuery } from '../api/runQueries.ts';
import { ReferenceField } from '../forms/ReferenceField.tsx';
import type { RunDraft } from './runDraft.ts';

export interface VersionsFromProps {
  readonly draft: RunDraft;
  readonly onChange: (some: Partial<RunDraft>) => void;
}

/** The run that has proven what this one brings; nothing where none has. */
export function VersionsFrom({ draft: { versionsFrom }, onChange }: VersionsFromProps) {
  const { data: runs = [] } = useQuery(provenRunsQuery);
  if (runs.length === 0 && versionsFrom === '') return null;
  return (
    <ReferenceField
      label="Versions"
      hint="Those of a run that ended Completed are copied: its Kubernetes version and its node images"
      none="As chosen below"
      value={versionsFrom === '' ? undefined : versionsFrom}
      onChange={(run) => onChange({ versionsFrom: run ?? '' })}
      options={runs}
      pointer="/versionsFrom/run"
    />
  );
}
