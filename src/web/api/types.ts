import type { paths } from './schema.ts';

type Body<T> = T extends { content: { 'application/json': infer Json } } ? Json : never;
type AnswerOf<T> = T extends { responses: infer All }
  ? { [Status in keyof All]: Status extends 200 | 201 | 202 ? Body<All[Status]> : never }[keyof All]
  : never;
type SentTo<T> = T extends { requestBody: infer Sent } ? Body<Sent> : never;

export type Member = AnswerOf<paths['/api/members']['get']>['value'][number];
export type RegionVersions = AnswerOf<paths['/api/versions']['get']>['value'][number];
export type NodePool = Member['nodePools'][number];

type RunListPage = AnswerOf<paths['/api/runs']['get']>;
export type RunListItem = RunListPage['value'][number];
export type Run = AnswerOf<paths['/api/runs/{name}']['get']>;
export type RunState = Run['state'];
export type RunStage = Run['stages'][number];
export type RunGroup = RunStage['groups'][number];
export type Waiting = NonNullable<Run['waiting']>;
export type RunMember = RunGroup['members'][number];
export type StageWait = NonNullable<RunStage['afterStageWait']>;
export type Gate = NonNullable<RunStage['beforeGates']>[number];
export type GateHealth = NonNullable<Gate['health']>;
export type Evaluation = GateHealth['recent'][number];
export type Finding = Run['findings'][number];
export type PendingGate = AnswerOf<paths['/api/gates']['get']>['value'][number];
export type RunGate = AnswerOf<paths['/api/runs/{name}/gates/{id}']['get']>;
export type RunEvent = AnswerOf<paths['/api/runs/{name}/events']['get']>['value'][number];
export type RunPolicy = AnswerOf<paths['/api/runs/{name}/policy']['get']>;
export type PolicyPatch = SentTo<paths['/api/runs/{name}/policy']['patch']>;
export type SkipTarget = SentTo<paths['/api/runs/{name}/skip']['post']>['targets'][number];

export type RunBody = SentTo<paths['/api/runs']['post']>;
export type PlanBody = SentTo<paths['/api/plan']['post']>;
export type Plan = AnswerOf<paths['/api/plan']['post']>;
export type ManagedClusterUpdate = Run['managedClusterUpdate'];
export type StageDefinition = NonNullable<RunBody['stages']>[number];
/** A gate as it is asked for; before a stage or group all types are possible. */
export type GateDefinition = NonNullable<StageDefinition['beforeGates']>[number];

export type Cluster = AnswerOf<paths['/api/clusters']['get']>['value'][number];

export type WebhookSecret = AnswerOf<paths['/api/webhook-secrets']['get']>['value'][number];
export type Strategy = AnswerOf<paths['/api/strategies/{name}']['get']>;
export type StrategyBody = SentTo<paths['/api/strategies/{name}']['put']>;
export type DeniedVersion = AnswerOf<paths['/api/denied-versions/{name}']['get']>;
export type DeniedVersionBody = SentTo<paths['/api/denied-versions/{name}']['put']>;
export type Freeze = AnswerOf<paths['/api/freezes/{name}']['get']>;
export type FreezeBody = SentTo<paths['/api/freezes/{name}']['put']>;
export type Notification = AnswerOf<paths['/api/notifications/{name}']['get']>;
export type NotificationBody = SentTo<paths['/api/notifications/{name}']['put']>;
export type Delivery = AnswerOf<paths['/api/notifications/{name}/deliveries']['get']>['value'][number];
export type Grant = AnswerOf<paths['/api/access/{name}']['get']>;
export type GrantBody = SentTo<paths['/api/access/{name}']['put']>;
type AuditPage = AnswerOf<paths['/api/audit']['get']>;
export type AuditEntry = AuditPage['value'][number];
export type Trigger = AnswerOf<paths['/api/triggers/{name}']['get']>;
export type TriggerBody = SentTo<paths['/api/triggers/{name}']['put']>;
