import { z } from 'zod';
import type { On } from '../access/rights.ts';
import type { Role } from '../access/roles.ts';
import type { AuditType } from '../auditTypes.ts';

/** Who made and who last changed a named resource, and when: fields of its stored schema. */
export const authorship = {
  createdAt: z.string(),
  createdBy: z.string(),
  changedAt: z.string(),
  changedBy: z.string(),
};

export interface Authorship {
  readonly createdAt: string;
  readonly createdBy: string;
  readonly changedAt: string;
  readonly changedBy: string;
}

/** What every named resource has. */
export type NamedValue = Authorship & { readonly name: string };

/** Those of which the audit log knows the creation, the change and the deletion. */
type Audited = { [Type in AuditType]: Type extends `${infer Title}Changed` ? Title : never }[AuditType];

/**
 * A kind of thing that has a name and is read and changed whole, under `/api/{path}/{name}`, described once: its table
 * store, routes, OpenAPI and audit entries come from here.
 */
export interface NamedKind<Value extends NamedValue, Body, View> {
  /** As in `There is no strategy x.` */
  readonly noun: string;
  /** As in `StrategyChanged`, an audit type, and `getStrategy`, an operation of the API. */
  readonly title: Audited;
  /** The plural: of the API's path, of the rows' partition and of what audit entries are about. */
  readonly path: string;
  /** What is stored; read loosely. */
  readonly stored: z.ZodType<Value>;
  /** What a PUT sends. */
  readonly body: z.ZodType<Body>;
  /** What is shown. */
  readonly view: z.ZodType<View>;
  readonly roles: Readonly<Record<'read' | 'put' | 'delete', Role>>;
  /** Whether grants count for a change of it: then `refuseCaller` of the resource asks on which fleets. */
  readonly on?: On;
  /** What of it the audit log keeps in words, where it is about rights: who reads that later cannot look it up any more. */
  readonly inWords?: (value: Value) => string;
  /** What OpenAPI says of each call. */
  readonly summaries: Readonly<Record<'list' | 'get' | 'put' | 'delete', string>>;
}
