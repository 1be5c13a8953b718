import type { QueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Tagged } from '../api/client.ts';
import type { Path } from '../json/bodySchema.ts';

/** What a PUT may depend on, as headers. */
type Precondition = { readonly 'if-match': string } | { readonly 'if-none-match': '*' };

/** What is known of everything that has a name and is changed whole. */
export interface NamedView {
  readonly name: string;
  readonly changedAt: string;
  readonly changedBy: string;
  /** Those that it concerns, where it names any; all where it names none. */
  readonly fleets?: readonly string[];
}

/** What a kind is called and where it is: all that its list has to know, which loads none of its form. */
export interface ResourceWords {
  /** `strategy` */
  readonly noun: string;
  /** The title of the list: `Strategies`. */
  readonly plural: string;
  readonly listAddress: string;
  readonly addressOf: (name: string) => string;
  /** An Operator makes one too; what is there only an Admin changes. */
  readonly operatorsCreate?: true;
  /** Whether an Admin of its fleets may change one, and not an Admin of all only. */
  readonly byFleet?: true;
}

/**
 * All that the dashboard's kit has to know of a kind of named resource, such as strategies: with it come the page
 * of one, its form and JSON, and the care for what somebody else changed.
 */
export interface ResourceKind<View extends NamedView, Body> extends ResourceWords {
  readonly path: Path;
  readonly listKey: readonly string[];
  readonly read: (name: string, signal?: AbortSignal) => Promise<Tagged<View>>;
  /** What is sent of what is shown. */
  readonly bodyOf: (view: View) => Body;
  /** What is missing before it can be saved, in words. */
  readonly missing: (body: Body) => string | undefined;
  readonly form: (body: Body, onChange: (body: Body) => void, name: string) => ReactNode;
  readonly put: (name: string, body: Body, precondition: Precondition) => Promise<void>;
  readonly remove: (name: string, eTag: string) => Promise<void>;
}

/** After a deletion. Only the list is asked for: the page of what is gone may still be there, and would be told 404. */
export async function forget<View extends NamedView, Body>(
  client: QueryClient,
  kind: ResourceKind<View, Body>,
  name: string,
): Promise<void> {
  await client.invalidateQueries({ queryKey: kind.listKey, exact: true });
  await client.invalidateQueries({ queryKey: keyOf(kind, name), refetchType: 'none' });
}

/** Of one resource, below its list. */
export const keyOf = ({ listKey }: { readonly listKey: readonly string[] }, name: string) => [
  ...listKey,
  name,
];
