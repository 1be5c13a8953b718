// Made from the API's OpenAPI document by `npm run api-types`.

export interface paths {
    "/api/access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All grants, by name: who has which role on which fleets */
        get: operations["listAccess"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/access/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A grant, with its ETag */
        get: operations["getAccess"];
        /** Gives somebody a role on some fleets, or replaces a grant */
        put: operations["putAccess"];
        post?: never;
        /** Takes a grant back */
        delete: operations["deleteAccess"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was done and what happened, newest first, with the trails of runs, deleted ones too */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clusters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** AKS clusters in the subscriptions of the fleets and their members; joined=false leaves out members */
        get: operations["listClusters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/denied-versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All denied versions, by name */
        get: operations["listDeniedVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/denied-versions/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A denied version, with its ETag */
        get: operations["getDeniedVersion"];
        /** Denies a version: no plan, start or trigger brings it; If-Match and If-None-Match: * are honoured */
        put: operations["putDeniedVersion"];
        post?: never;
        /** Allows the version again */
        delete: operations["deleteDeniedVersion"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/fleets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The fleets that this app manages, by alias */
        get: operations["listFleets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/freezes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All freezes, by name, and whether each is on */
        get: operations["listFreezes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/freezes/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A freeze, with its ETag */
        get: operations["getFreeze"];
        /** Creates a freeze, or replaces one (Admin); If-Match and If-None-Match: * are honoured */
        put: operations["putFreeze"];
        post?: never;
        /** Deletes a freeze: what waited for it goes on */
        delete: operations["deleteFreeze"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Gates of runs that go on, run by run; of state=Pending, what waits, those that were reached first come first */
        get: operations["listGates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The update groups that exist, with their members */
        get: operations["listGroups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the app runs and its tables answer */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who asks, by the id that the audit trail shows, the roles with those that they include, and what is granted on some fleets */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Members with their groups, versions and node images; refresh=true asks Azure first, once for all who ask within a minute */
        get: operations["listMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/members/{fleet}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Joins a cluster to a fleet, with a group */
        put: operations["joinMember"];
        post?: never;
        /** Takes a member out of its fleet; the cluster stays */
        delete: operations["leaveFleet"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/members/assign-group": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives members an update group; null takes them out of theirs */
        post: operations["assignGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All notifications, by name */
        get: operations["listNotifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notifications/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A notification, with its ETag */
        get: operations["getNotification"];
        /** Creates or replaces a notification; addresses and secrets are named, never given; If-Match and If-None-Match: * are honoured */
        put: operations["putNotification"];
        post?: never;
        /** Deletes a notification: nothing more is told there */
        delete: operations["deleteNotification"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notifications/{name}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was told there and what is on its way, what happened last first */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notifications/{name}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a message that says it is a test, and answers what became of it */
        post: operations["testNotification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a run would do, and what speaks against it; nothing is created */
        post: operations["planRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Runs, newest first */
        get: operations["listRuns"];
        put?: never;
        /** Creates a run from a strategy, from stages, or One by one; start: true starts it too */
        post: operations["createRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A run with the whole tree of its states, and its ETag; since=<seen> leaves out members that did not change */
        get: operations["getRun"];
        put?: never;
        post?: never;
        /** Deletes a run that has ended or never started */
        delete: operations["deleteRun"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{name}/abandon": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a run up that nothing else ends: its attempt is Stopped at once, what it left is tidied up */
        post: operations["abandonRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{name}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The audit trail of a run: commands, transitions and warnings, in order */
        get: operations["listRunEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{name}/gates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A gate of a run, with what speaks against going on: the plan of what comes next, made afresh */
        get: operations["getGate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{name}/gates/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approves a gate that is Pending */
        post: operations["approveGate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{name}/gates/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Rejects a gate that is Pending: stage and run have Failed */
        post: operations["rejectGate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{name}/gates/{id}/skip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Has a gate skipped, with a reason */
        post: operations["skipGate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{name}/policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The policy of a run as it holds now, by the names of stages and groups */
        get: operations["getRunPolicy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes limits, retries and waits of what is not behind the run; null is the default */
        patch: operations["changeRunPolicy"];
        trace?: never;
    };
    "/api/runs/{name}/skip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Skips members, groups, stages or waits, before the start or while it runs */
        post: operations["skipTargets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{name}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Starts a run, or its next attempt after Stopped or Failed */
        post: operations["startRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{name}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stops a run: running members finish, nothing new starts */
        post: operations["stopRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schemas/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The JSON Schema of a kind of file: run, strategy, trigger, freeze, grant, denied-version, notification */
        get: operations["getSchema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/strategies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All strategies, by name */
        get: operations["listStrategies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/strategies/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A strategy, with its ETag */
        get: operations["getStrategy"];
        /** Creates or replaces a strategy; If-Match and If-None-Match: * are honoured */
        put: operations["putStrategy"];
        post?: never;
        /** Deletes a strategy; runs made from it keep their copy */
        delete: operations["deleteStrategy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/triggers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All triggers, by name, with their next times, their open start requests and what became of the last one */
        get: operations["listTriggers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/triggers/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A trigger with its open start requests; its ETag is for PUT and DELETE */
        get: operations["getTrigger"];
        /** Creates or replaces a trigger, or pauses it (enabled: false) */
        put: operations["putTrigger"];
        post?: never;
        /** Deletes a trigger and takes back its start requests; runs that it started go on */
        delete: operations["deleteTrigger"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/triggers/{name}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Starts a run of the trigger now, whatever its overlap rule and its times say */
        post: operations["runTrigger"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/triggers/{name}/start-requests/{run}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes back the start of a run that has not begun, with the run that waits for it */
        delete: operations["cancelStartRequest"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/unused-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The Event Grid events that nothing could be done with, counted by type */
        get: operations["listUnusedEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Kubernetes versions that the regions of the members offer, by support plan, previews marked */
        get: operations["listVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhook-secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Names of the app settings that a webhook may name as its secrets, never the secrets */
        get: operations["listWebhookSecrets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Starts the run of a webhook trigger: a signed call of a pipeline with the parameters that the trigger allows, or an event of GitHub or Azure DevOps */
        post: operations["receiveDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Problem: {
            /** @enum {string} */
            code: "InvalidRequest" | "MalformedJson" | "PlanRefused" | "UnknownScope" | "VersionsNotProven" | "SignatureRefused" | "NotSignedIn" | "NotAllowed" | "CrossSiteRefused" | "AuthenticationNotSet" | "NotFound" | "UnknownStrategy" | "UnknownRun" | "UnknownFleet" | "UnknownMember" | "AlreadyExists" | "InvalidState" | "PreconditionFailed" | "MethodNotAllowed" | "PayloadTooLarge" | "UnsupportedMediaType" | "DependencyFailed" | "DependencyUnavailable" | "UnreadableRow" | "InternalError" | "UpgradeFailed" | "TooManyFailures" | "GateFailed" | "ClusterBusy" | "LeftOutByFleet" | "FleetRunGone" | "FleetRunConflict" | "FleetRunRefused" | "FleetRunNotFound" | "StateUnknown" | "OrchestrationLost" | "RefusedByPlan";
            detail: string;
            errors?: {
                detail: string;
                pointer: string;
            }[];
            status: number;
            title: string;
            type: string;
        } & {
            [key: string]: unknown;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listAccess: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The access */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        unreadable?: {
                            name: string;
                            reason: string;
                        }[];
                        value: {
                            changedAt: string;
                            changedBy: string;
                            createdAt: string;
                            createdBy: string;
                            fleets: string[];
                            name: string;
                            principal: string;
                            /** @enum {string} */
                            role: "Reader" | "Operator" | "Approver" | "Admin";
                        }[];
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAccess: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The grant */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changedAt: string;
                        changedBy: string;
                        createdAt: string;
                        createdBy: string;
                        fleets: string[];
                        name: string;
                        principal: string;
                        /** @enum {string} */
                        role: "Reader" | "Operator" | "Approver" | "Admin";
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putAccess: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    fleets: string[];
                    principal: string;
                    /** @enum {string} */
                    role: "Reader" | "Operator" | "Approver" | "Admin";
                };
            };
        };
        responses: {
            /** @description Replaced (201: created) */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changedAt: string;
                        changedBy: string;
                        createdAt: string;
                        createdBy: string;
                        fleets: string[];
                        name: string;
                        principal: string;
                        /** @enum {string} */
                        role: "Reader" | "Operator" | "Approver" | "Admin";
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAccess: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAudit: {
        parameters: {
            query?: {
                actor?: string;
                continuation?: string;
                since?: string;
                subject?: string;
                top?: number;
                type?: string;
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of entries; it may be short, even empty, and not be the last */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        nextLink?: string;
                        value: {
                            actor: string;
                            attempt?: number;
                            fleet?: string;
                            from?: string;
                            gate?: string;
                            group?: string;
                            member?: string;
                            message: string;
                            stage?: string;
                            subject: string;
                            time: string;
                            to?: string;
                            type: string;
                        }[];
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listClusters: {
        parameters: {
            query?: {
                joined?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The clusters */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        value: {
                            clusterResourceId: string;
                            kubernetesVersion: string;
                            location: string;
                            member?: {
                                fleet: string;
                                name: string;
                            };
                            name: string;
                        }[];
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDeniedVersions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The denied versions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        unreadable?: {
                            name: string;
                            reason: string;
                        }[];
                        value: {
                            changedAt: string;
                            changedBy: string;
                            createdAt: string;
                            createdBy: string;
                            kubernetesVersion?: string;
                            name: string;
                            nodeImageVersion?: string;
                            reason: string;
                        }[];
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDeniedVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The denied version */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changedAt: string;
                        changedBy: string;
                        createdAt: string;
                        createdBy: string;
                        kubernetesVersion?: string;
                        name: string;
                        nodeImageVersion?: string;
                        reason: string;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putDeniedVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    kubernetesVersion?: string;
                    nodeImageVersion?: string;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Replaced (201: created) */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changedAt: string;
                        changedBy: string;
                        createdAt: string;
                        createdBy: string;
                        kubernetesVersion?: string;
                        name: string;
                        nodeImageVersion?: string;
                        reason: string;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteDeniedVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFleets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The fleets */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        value: {
                            id: string;
                            name: string;
                        }[];
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFreezes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The freezes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        unreadable?: {
                            name: string;
                            reason: string;
                        }[];
                        value: {
                            active: boolean;
                            changedAt: string;
                            changedBy: string;
                            changesAt?: string;
                            createdAt: string;
                            createdBy: string;
                            dates?: {
                                from: string | (string & (unknown & unknown));
                                to: string | (string & (unknown & unknown));
                            }[];
                            fleets?: string[];
                            groups?: string[];
                            hours?: {
                                days: ("Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun")[];
                                from: string;
                                to: string;
                            }[];
                            members?: string[];
                            name: string;
                            reason: string;
                            timeZone: string;
                            upcoming: {
                                from: string;
                                until: string;
                            }[];
                        }[];
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFreeze: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The freeze */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        active: boolean;
                        changedAt: string;
                        changedBy: string;
                        changesAt?: string;
                        createdAt: string;
                        createdBy: string;
                        dates?: {
                            from: string | (string & (unknown & unknown));
                            to: string | (string & (unknown & unknown));
                        }[];
                        fleets?: string[];
                        groups?: string[];
                        hours?: {
                            days: ("Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun")[];
                            from: string;
                            to: string;
                        }[];
                        members?: string[];
                        name: string;
                        reason: string;
                        timeZone: string;
                        upcoming: {
                            from: string;
                            until: string;
                        }[];
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putFreeze: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    dates?: {
                        from: string | (string & (unknown & unknown));
                        to: string | (string & (unknown & unknown));
                    }[];
                    fleets?: string[];
                    groups?: string[];
                    hours?: {
                        days: ("Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun")[];
                        from: string;
                        to: string;
                    }[];
                    members?: string[];
                    reason: string;
                    timeZone: string;
                };
            };
        };
        responses: {
            /** @description Replaced (201: created) */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        active: boolean;
                        changedAt: string;
                        changedBy: string;
                        changesAt?: string;
                        createdAt: string;
                        createdBy: string;
                        dates?: {
                            from: string | (string & (unknown & unknown));
                            to: string | (string & (unknown & unknown));
                        }[];
                        fleets?: string[];
                        groups?: string[];
                        hours?: {
                            days: ("Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun")[];
                            from: string;
                            to: string;
                        }[];
                        members?: string[];
                        name: string;
                        reason: string;
                        timeZone: string;
                        upcoming: {
                            from: string;
                            until: string;
                        }[];
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteFreeze: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listGates: {
        parameters: {
            query?: {
                continuation?: string;
                state?: "NotStarted" | "Pending" | "Completed" | "Failed" | "Skipped";
                top?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of gates */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        nextLink?: string;
                        value: {
                            allowed: {
                                allowed: boolean;
                                /** @enum {string} */
                                because?: "Role" | "State";
                                message?: string;
                            };
                            approvers?: string[];
                            checks?: ({
                                name?: string;
                                /** @constant */
                                type: "Clusters";
                            } | {
                                name?: string;
                                rules?: ("NodesReady" | "PodsReady" | "ApiServerLoad" | "EtcdSize" | "PodsScheduled")[];
                                /** @constant */
                                type: "Metrics";
                            } | {
                                name?: string;
                                /** @constant */
                                type: "ResourceHealth";
                            } | {
                                /** @enum {string} */
                                maximumSeverity?: "Sev0" | "Sev1" | "Sev2" | "Sev3" | "Sev4";
                                name?: string;
                                /** @constant */
                                type: "Alerts";
                            } | {
                                endpoint: string;
                                failureCondition?: string;
                                name?: string;
                                query: string;
                                successCondition?: string;
                                /** @constant */
                                type: "Prometheus";
                            } | {
                                expectedStatus?: number;
                                name?: string;
                                /** @constant */
                                type: "Http";
                                /** Format: uri */
                                url: string;
                            })[];
                            completedTime?: string;
                            consecutiveErrorLimit?: number;
                            decisions: {
                                at: string;
                                by: string;
                                comment?: string;
                                /** @enum {string} */
                                decision: "Approved" | "Rejected";
                            }[];
                            expiresAt?: string;
                            expiresInSeconds?: number;
                            failureLimit?: number;
                            group?: string;
                            health?: {
                                errorsInARow: number;
                                evaluations: number;
                                failed: number;
                                healthySince?: string;
                                inconclusive: number;
                                lastAt?: string;
                                recent: {
                                    checks: {
                                        evidence?: {
                                            cluster?: string;
                                            rule?: string;
                                            value?: string | number;
                                            what: string;
                                        }[];
                                        message: string;
                                        name?: string;
                                        /** @enum {string} */
                                        outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                        type: string;
                                    }[];
                                    number: number;
                                    /** @enum {string} */
                                    outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                    time: string;
                                }[];
                                unhealthy: {
                                    checks: {
                                        evidence?: {
                                            cluster?: string;
                                            rule?: string;
                                            value?: string | number;
                                            what: string;
                                        }[];
                                        message: string;
                                        name?: string;
                                        /** @enum {string} */
                                        outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                        type: string;
                                    }[];
                                    number: number;
                                    /** @enum {string} */
                                    outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                    time: string;
                                }[];
                            };
                            heldAt?: string;
                            id: string;
                            inconclusiveLimit?: number;
                            initialDelayInSeconds?: number;
                            instructions?: string;
                            intervalInSeconds?: number;
                            message?: string;
                            minimumApprovals?: number;
                            name: string;
                            notBefore?: string | {
                                /** @enum {string} */
                                day: "Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun";
                                time: string;
                                timeZone: string;
                            };
                            /** @enum {string} */
                            onFailure?: "Fail" | "Hold";
                            requesterMayApprove?: boolean;
                            run: string;
                            soakInSeconds?: number;
                            stage: string;
                            startTime?: string;
                            /** @enum {string} */
                            state: "NotStarted" | "Pending" | "Completed" | "Failed" | "Skipped";
                            timeoutInSeconds?: number;
                            /** @enum {string} */
                            timing: "Before" | "After";
                            /** @enum {string} */
                            type: "Approval" | "Health" | "ScheduledStart";
                            until?: string;
                        }[];
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listGroups: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The groups */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        value: {
                            members: {
                                fleet: string;
                                name: string;
                            }[];
                            name: string;
                        }[];
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "ok";
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        grants: {
                            fleets: string[];
                            name: string;
                            principal: string;
                            /** @enum {string} */
                            role: "Reader" | "Operator" | "Approver" | "Admin";
                        }[];
                        roles: ("Reader" | "Operator" | "Approver" | "Admin")[];
                        user: string;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMembers: {
        parameters: {
            query?: {
                fleet?: string;
                group?: string;
                refresh?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The members */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        value: {
                            /** @enum {string} */
                            access: "Readable" | "NoAccess" | "NotFound" | "NotAks";
                            asOf: string;
                            behind?: {
                                minors?: number;
                                newestPatch?: string;
                                newestVersion?: string;
                                pools: {
                                    imageDays?: number;
                                    name: string;
                                    newestImage?: string;
                                }[];
                                supportEnds?: {
                                    inDays: number;
                                    on: string;
                                };
                            };
                            clusterResourceId: string;
                            failure?: {
                                at?: string;
                                code?: string;
                                message: string;
                                run: string;
                            };
                            findings: {
                                code: string;
                                message: string;
                                /** @enum {string} */
                                severity: "error" | "warning";
                            }[];
                            fleet: string;
                            fleetProvisioningState: string;
                            group: string | null;
                            kubernetesVersion?: string;
                            location?: string;
                            mirror: {
                                group: string | null;
                                lastError?: string;
                                pending: boolean;
                            };
                            name: string;
                            nodePools: {
                                count: number;
                                kubernetesVersion?: string;
                                mode: string;
                                name: string;
                                nodeImageVersion?: string;
                                osSku?: string;
                                osType: string;
                                powerState?: string;
                                provisioningState?: string;
                                type?: string;
                            }[];
                            powerState?: string;
                            provisioningState?: string;
                        }[];
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    joinMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                fleet: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    clusterResourceId: string;
                    group?: string;
                };
            };
        };
        responses: {
            /** @description Joined (200: it was a member already) */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        clusterResourceId: string;
                        fleet: string;
                        group: string | null;
                        name: string;
                        reason?: string;
                        wanted?: string | null;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    leaveFleet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                fleet: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Left */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    assignGroup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    group: string | null;
                    members: {
                        fleet: string;
                        name: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description What happened to each */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        value: {
                            fleet: string;
                            group: string | null;
                            name: string;
                            reason?: string;
                            /** @enum {string} */
                            status: "assigned" | "pending";
                        }[];
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listNotifications: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The notifications */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        unreadable?: {
                            name: string;
                            reason: string;
                        }[];
                        value: {
                            changedAt: string;
                            changedBy: string;
                            createdAt: string;
                            createdBy: string;
                            enabled: boolean;
                            events: (("run.started" | "run.ended" | "stage.ended" | "member.failed" | "run.waiting" | "gate.pending" | "gate.decided" | "gate.expired" | "start.failed" | "start.skipped" | "freeze.began" | "freeze.ended") | string)[];
                            fleets?: string[];
                            /** @enum {string} */
                            kind: "Teams" | "Slack" | "Webhook";
                            name: string;
                            paused?: {
                                at: string;
                                reason: string;
                            };
                            secretSettings?: string[];
                            strategies?: string[];
                            urlSetting: string;
                            waitingMinutes?: number;
                        }[];
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getNotification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The notification */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changedAt: string;
                        changedBy: string;
                        createdAt: string;
                        createdBy: string;
                        enabled: boolean;
                        events: (("run.started" | "run.ended" | "stage.ended" | "member.failed" | "run.waiting" | "gate.pending" | "gate.decided" | "gate.expired" | "start.failed" | "start.skipped" | "freeze.began" | "freeze.ended") | string)[];
                        fleets?: string[];
                        /** @enum {string} */
                        kind: "Teams" | "Slack" | "Webhook";
                        name: string;
                        paused?: {
                            at: string;
                            reason: string;
                        };
                        secretSettings?: string[];
                        strategies?: string[];
                        urlSetting: string;
                        waitingMinutes?: number;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putNotification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default true */
                    enabled?: boolean;
                    events: ("run.started" | "run.ended" | "stage.ended" | "member.failed" | "run.waiting" | "gate.pending" | "gate.decided" | "gate.expired" | "start.failed" | "start.skipped" | "freeze.began" | "freeze.ended")[];
                    fleets?: string[];
                    /** @enum {string} */
                    kind: "Teams" | "Slack" | "Webhook";
                    secretSettings?: string[];
                    strategies?: string[];
                    urlSetting: string;
                    /** @default 60 */
                    waitingMinutes?: number;
                };
            };
        };
        responses: {
            /** @description Replaced (201: created) */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changedAt: string;
                        changedBy: string;
                        createdAt: string;
                        createdBy: string;
                        enabled: boolean;
                        events: (("run.started" | "run.ended" | "stage.ended" | "member.failed" | "run.waiting" | "gate.pending" | "gate.decided" | "gate.expired" | "start.failed" | "start.skipped" | "freeze.began" | "freeze.ended") | string)[];
                        fleets?: string[];
                        /** @enum {string} */
                        kind: "Teams" | "Slack" | "Webhook";
                        name: string;
                        paused?: {
                            at: string;
                            reason: string;
                        };
                        secretSettings?: string[];
                        strategies?: string[];
                        urlSetting: string;
                        waitingMinutes?: number;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteNotification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDeliveries: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The last 50 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        value: {
                            event: ("run.started" | "run.ended" | "stage.ended" | "member.failed" | "run.waiting" | "gate.pending" | "gate.decided" | "gate.expired" | "start.failed" | "start.skipped" | "freeze.began" | "freeze.ended" | "test") | string;
                            id: string;
                            last?: {
                                at: string;
                                message: string;
                                /** @enum {string} */
                                outcome: "Delivered" | "Gone" | "Rejected" | "Unavailable";
                                status?: number;
                            };
                            message: string;
                            nextTryAt?: string;
                            run?: string;
                            /** @enum {string} */
                            state: "Waiting" | "Delivered" | "GivenUp";
                            time: string;
                            tries: number;
                        }[];
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testNotification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What became of it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @enum {string} */
                        outcome: "Delivered" | "Gone" | "Rejected" | "Unavailable";
                        status?: number;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    planRun: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    afterGates?: unknown;
                    beforeGates?: unknown;
                    fleets?: string[];
                    leaveOut?: ("AlreadyAtTarget" | "AheadOfTarget" | "ClusterStopped" | "ClusterNotReadable" | "ClusterBusy" | "ClusterFailed" | "MembershipFailed" | "NodePoolStopped" | "NodePoolFailed" | "NodePoolBehind" | "NodePoolAhead" | "NodePoolTooFarBehind" | "NodeImageUnknown" | "AzureLinux2" | "VersionOutOfSupport" | "VersionNotOffered" | "TooFarBehind" | "VersionDenied" | "MinorVersionSkipped" | "NoCommonPatch" | "OfferedVersionsUnknown" | "ImageFamilyMissing")[];
                    managedClusterUpdate: {
                        nodeImageSelection?: {
                            /** @enum {string} */
                            type: "Latest" | "Consistent";
                        } | {
                            customNodeImageVersions: {
                                version: string;
                            }[];
                            /** @constant */
                            type: "Custom";
                        };
                        upgrade: {
                            kubernetesVersion?: string;
                            /** @enum {string} */
                            type: "Full" | "ControlPlaneOnly";
                        } | {
                            /** @constant */
                            type: "NodeImageOnly";
                        };
                    };
                    members?: {
                        fleet: string;
                        name: string;
                    }[];
                    name?: string;
                    overrideFreezes?: boolean;
                    policy?: {
                        /** @enum {string} */
                        budgetMode?: "Soft" | "Strict";
                        busyClusterWaitInSeconds?: number;
                        maxAllowedFailures?: string;
                        maxConcurrency?: string;
                        /** @enum {string} */
                        onStoppedCluster?: "Fail" | "Skip";
                        retries?: {
                            count: number;
                            delayInSeconds: number;
                        };
                    };
                    saveStrategyAs?: string;
                    stages?: {
                        afterGates?: ({
                            approvers?: string[];
                            expiresInSeconds?: number;
                            instructions?: string;
                            minimumApprovals?: number;
                            name: string;
                            requesterMayApprove?: boolean;
                            /** @constant */
                            type: "Approval";
                        } | {
                            checks: ({
                                name?: string;
                                /** @constant */
                                type: "Clusters";
                            } | {
                                name?: string;
                                rules?: ("NodesReady" | "PodsReady" | "ApiServerLoad" | "EtcdSize" | "PodsScheduled")[];
                                /** @constant */
                                type: "Metrics";
                            } | {
                                name?: string;
                                /** @constant */
                                type: "ResourceHealth";
                            } | {
                                /** @enum {string} */
                                maximumSeverity?: "Sev0" | "Sev1" | "Sev2" | "Sev3" | "Sev4";
                                name?: string;
                                /** @constant */
                                type: "Alerts";
                            } | {
                                endpoint: string;
                                failureCondition?: string;
                                name?: string;
                                query: string;
                                successCondition?: string;
                                /** @constant */
                                type: "Prometheus";
                            } | {
                                expectedStatus?: number;
                                name?: string;
                                /** @constant */
                                type: "Http";
                                /** Format: uri */
                                url: string;
                            })[];
                            consecutiveErrorLimit?: number;
                            failureLimit?: number;
                            inconclusiveLimit?: number;
                            initialDelayInSeconds?: number;
                            intervalInSeconds?: number;
                            name: string;
                            /** @enum {string} */
                            onFailure?: "Fail" | "Hold";
                            soakInSeconds?: number;
                            timeoutInSeconds: number;
                            /** @constant */
                            type: "Health";
                        })[];
                        afterStageWaitInSeconds?: number;
                        beforeGates?: ({
                            approvers?: string[];
                            expiresInSeconds?: number;
                            instructions?: string;
                            minimumApprovals?: number;
                            name: string;
                            requesterMayApprove?: boolean;
                            /** @constant */
                            type: "Approval";
                        } | {
                            checks: ({
                                name?: string;
                                /** @constant */
                                type: "Clusters";
                            } | {
                                name?: string;
                                rules?: ("NodesReady" | "PodsReady" | "ApiServerLoad" | "EtcdSize" | "PodsScheduled")[];
                                /** @constant */
                                type: "Metrics";
                            } | {
                                name?: string;
                                /** @constant */
                                type: "ResourceHealth";
                            } | {
                                /** @enum {string} */
                                maximumSeverity?: "Sev0" | "Sev1" | "Sev2" | "Sev3" | "Sev4";
                                name?: string;
                                /** @constant */
                                type: "Alerts";
                            } | {
                                endpoint: string;
                                failureCondition?: string;
                                name?: string;
                                query: string;
                                successCondition?: string;
                                /** @constant */
                                type: "Prometheus";
                            } | {
                                expectedStatus?: number;
                                name?: string;
                                /** @constant */
                                type: "Http";
                                /** Format: uri */
                                url: string;
                            })[];
                            consecutiveErrorLimit?: number;
                            failureLimit?: number;
                            inconclusiveLimit?: number;
                            initialDelayInSeconds?: number;
                            intervalInSeconds?: number;
                            name: string;
                            /** @enum {string} */
                            onFailure?: "Fail" | "Hold";
                            soakInSeconds?: number;
                            timeoutInSeconds: number;
                            /** @constant */
                            type: "Health";
                        } | {
                            name: string;
                            notBefore: string | {
                                /** @enum {string} */
                                day: "Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun";
                                time: string;
                                timeZone: string;
                            };
                            /** @constant */
                            type: "ScheduledStart";
                        })[];
                        groups: {
                            afterGates?: ({
                                approvers?: string[];
                                expiresInSeconds?: number;
                                instructions?: string;
                                minimumApprovals?: number;
                                name: string;
                                requesterMayApprove?: boolean;
                                /** @constant */
                                type: "Approval";
                            } | {
                                checks: ({
                                    name?: string;
                                    /** @constant */
                                    type: "Clusters";
                                } | {
                                    name?: string;
                                    rules?: ("NodesReady" | "PodsReady" | "ApiServerLoad" | "EtcdSize" | "PodsScheduled")[];
                                    /** @constant */
                                    type: "Metrics";
                                } | {
                                    name?: string;
                                    /** @constant */
                                    type: "ResourceHealth";
                                } | {
                                    /** @enum {string} */
                                    maximumSeverity?: "Sev0" | "Sev1" | "Sev2" | "Sev3" | "Sev4";
                                    name?: string;
                                    /** @constant */
                                    type: "Alerts";
                                } | {
                                    endpoint: string;
                                    failureCondition?: string;
                                    name?: string;
                                    query: string;
                                    successCondition?: string;
                                    /** @constant */
                                    type: "Prometheus";
                                } | {
                                    expectedStatus?: number;
                                    name?: string;
                                    /** @constant */
                                    type: "Http";
                                    /** Format: uri */
                                    url: string;
                                })[];
                                consecutiveErrorLimit?: number;
                                failureLimit?: number;
                                inconclusiveLimit?: number;
                                initialDelayInSeconds?: number;
                                intervalInSeconds?: number;
                                name: string;
                                /** @enum {string} */
                                onFailure?: "Fail" | "Hold";
                                soakInSeconds?: number;
                                timeoutInSeconds: number;
                                /** @constant */
                                type: "Health";
                            })[];
                            beforeGates?: ({
                                approvers?: string[];
                                expiresInSeconds?: number;
                                instructions?: string;
                                minimumApprovals?: number;
                                name: string;
                                requesterMayApprove?: boolean;
                                /** @constant */
                                type: "Approval";
                            } | {
                                checks: ({
                                    name?: string;
                                    /** @constant */
                                    type: "Clusters";
                                } | {
                                    name?: string;
                                    rules?: ("NodesReady" | "PodsReady" | "ApiServerLoad" | "EtcdSize" | "PodsScheduled")[];
                                    /** @constant */
                                    type: "Metrics";
                                } | {
                                    name?: string;
                                    /** @constant */
                                    type: "ResourceHealth";
                                } | {
                                    /** @enum {string} */
                                    maximumSeverity?: "Sev0" | "Sev1" | "Sev2" | "Sev3" | "Sev4";
                                    name?: string;
                                    /** @constant */
                                    type: "Alerts";
                                } | {
                                    endpoint: string;
                                    failureCondition?: string;
                                    name?: string;
                                    query: string;
                                    successCondition?: string;
                                    /** @constant */
                                    type: "Prometheus";
                                } | {
                                    expectedStatus?: number;
                                    name?: string;
                                    /** @constant */
                                    type: "Http";
                                    /** Format: uri */
                                    url: string;
                                })[];
                                consecutiveErrorLimit?: number;
                                failureLimit?: number;
                                inconclusiveLimit?: number;
                                initialDelayInSeconds?: number;
                                intervalInSeconds?: number;
                                name: string;
                                /** @enum {string} */
                                onFailure?: "Fail" | "Hold";
                                soakInSeconds?: number;
                                timeoutInSeconds: number;
                                /** @constant */
                                type: "Health";
                            } | {
                                name: string;
                                notBefore: string | {
                                    /** @enum {string} */
                                    day: "Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun";
                                    time: string;
                                    timeZone: string;
                                };
                                /** @constant */
                                type: "ScheduledStart";
                            })[];
                            maxAllowedFailures?: string;
                            maxConcurrency?: string;
                            name: string;
                        }[];
                        maxAllowedFailures?: string;
                        maxConcurrency?: string;
                        name: string;
                        startWindows?: {
                            dates?: {
                                from: string | (string & (unknown & unknown));
                                to: string | (string & (unknown & unknown));
                            }[];
                            hours?: {
                                days: ("Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun")[];
                                from: string;
                                to: string;
                            }[];
                            timeZone: string;
                        };
                    }[];
                    start?: boolean;
                    strategy?: string;
                    versionsFrom?: {
                        run: string;
                    };
                };
            };
        };
        responses: {
            /** @description The plan and its findings */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        asOf: {
                            [key: string]: string;
                        };
                        digest: string;
                        estimate: {
                            basis: {
                                assumed: number;
                                fleetUpdates: number;
                                message: string;
                                ownUpdates: number;
                            };
                            endsAt?: string;
                            members: {
                                /** @enum {string} */
                                basis: "ownUpdates" | "fleetUpdates" | "assumed";
                                fleet: string;
                                name: string;
                                seconds: number;
                            }[];
                            seconds?: number;
                            stages: {
                                endsAt?: string;
                                name: string;
                                startsAt?: string;
                            }[];
                        };
                        findings: {
                            code: ("AlreadyAtTarget" | "AheadOfTarget" | "ClusterStopped" | "ClusterNotReadable" | "ClusterBusy" | "ClusterFailed" | "MembershipFailed" | "NodePoolStopped" | "NodePoolFailed" | "NodePoolBehind" | "NodePoolAhead" | "NodePoolTooFarBehind" | "NodeImageUnknown" | "AzureLinux2" | "VersionOutOfSupport" | "VersionNotOffered" | "TooFarBehind" | "VersionDenied" | "MinorVersionSkipped" | "NoCommonPatch" | "OfferedVersionsUnknown" | "ImageFamilyMissing" | "DeniedVersionAvoided" | "DeniedVersionUnreadable" | "GroupWithoutMembers" | "MembersInNoStage" | "NoMembers" | "NotAksCluster" | "NobodyMayApprove" | "TooFewApprovers" | "HostNotAllowed" | "GateTimePassed" | "DuplicateStage" | "DuplicateGroup" | "TooManyStages" | "TooManyGroups" | "TooManyAtOnce" | "InventoryMissing") | string;
                            count?: number;
                            group?: string;
                            members?: string[];
                            message: string;
                            /** @enum {string} */
                            severity: "error" | "warning";
                            stage?: string;
                        }[];
                        lock: {
                            kubernetesVersion?: string;
                            nodeImageVersions?: string[];
                        };
                        policy?: {
                            /** @enum {string} */
                            budgetMode?: "Soft" | "Strict";
                            busyClusterWaitInSeconds?: number;
                            maxAllowedFailures?: string;
                            maxConcurrency?: string;
                            /** @enum {string} */
                            onStoppedCluster?: "Fail" | "Skip";
                            retries?: {
                                count: number;
                                delayInSeconds: number;
                            };
                        };
                        stages: {
                            afterGates?: ({
                                approvers?: string[];
                                expiresInSeconds?: number;
                                instructions?: string;
                                minimumApprovals?: number;
                                name: string;
                                requesterMayApprove?: boolean;
                                /** @constant */
                                type: "Approval";
                            } | {
                                checks: ({
                                    name?: string;
                                    /** @constant */
                                    type: "Clusters";
                                } | {
                                    name?: string;
                                    rules?: ("NodesReady" | "PodsReady" | "ApiServerLoad" | "EtcdSize" | "PodsScheduled")[];
                                    /** @constant */
                                    type: "Metrics";
                                } | {
                                    name?: string;
                                    /** @constant */
                                    type: "ResourceHealth";
                                } | {
                                    /** @enum {string} */
                                    maximumSeverity?: "Sev0" | "Sev1" | "Sev2" | "Sev3" | "Sev4";
                                    name?: string;
                                    /** @constant */
                                    type: "Alerts";
                                } | {
                                    endpoint: string;
                                    failureCondition?: string;
                                    name?: string;
                                    query: string;
                                    successCondition?: string;
                                    /** @constant */
                                    type: "Prometheus";
                                } | {
                                    expectedStatus?: number;
                                    name?: string;
                                    /** @constant */
                                    type: "Http";
                                    /** Format: uri */
                                    url: string;
                                })[];
                                consecutiveErrorLimit?: number;
                                failureLimit?: number;
                                inconclusiveLimit?: number;
                                initialDelayInSeconds?: number;
                                intervalInSeconds?: number;
                                name: string;
                                /** @enum {string} */
                                onFailure?: "Fail" | "Hold";
                                soakInSeconds?: number;
                                timeoutInSeconds: number;
                                /** @constant */
                                type: "Health";
                            })[];
                            afterStageWaitInSeconds?: number;
                            beforeGates?: ({
                                approvers?: string[];
                                expiresInSeconds?: number;
                                instructions?: string;
                                minimumApprovals?: number;
                                name: string;
                                requesterMayApprove?: boolean;
                                /** @constant */
                                type: "Approval";
                            } | {
                                checks: ({
                                    name?: string;
                                    /** @constant */
                                    type: "Clusters";
                                } | {
                                    name?: string;
                                    rules?: ("NodesReady" | "PodsReady" | "ApiServerLoad" | "EtcdSize" | "PodsScheduled")[];
                                    /** @constant */
                                    type: "Metrics";
                                } | {
                                    name?: string;
                                    /** @constant */
                                    type: "ResourceHealth";
                                } | {
                                    /** @enum {string} */
                                    maximumSeverity?: "Sev0" | "Sev1" | "Sev2" | "Sev3" | "Sev4";
                                    name?: string;
                                    /** @constant */
                                    type: "Alerts";
                                } | {
                                    endpoint: string;
                                    failureCondition?: string;
                                    name?: string;
                                    query: string;
                                    successCondition?: string;
                                    /** @constant */
                                    type: "Prometheus";
                                } | {
                                    expectedStatus?: number;
                                    name?: string;
                                    /** @constant */
                                    type: "Http";
                                    /** Format: uri */
                                    url: string;
                                })[];
                                consecutiveErrorLimit?: number;
                                failureLimit?: number;
                                inconclusiveLimit?: number;
                                initialDelayInSeconds?: number;
                                intervalInSeconds?: number;
                                name: string;
                                /** @enum {string} */
                                onFailure?: "Fail" | "Hold";
                                soakInSeconds?: number;
                                timeoutInSeconds: number;
                                /** @constant */
                                type: "Health";
                            } | {
                                name: string;
                                notBefore: string | {
                                    /** @enum {string} */
                                    day: "Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun";
                                    time: string;
                                    timeZone: string;
                                };
                                /** @constant */
                                type: "ScheduledStart";
                            })[];
                            groups: {
                                afterGates?: ({
                                    approvers?: string[];
                                    expiresInSeconds?: number;
                                    instructions?: string;
                                    minimumApprovals?: number;
                                    name: string;
                                    requesterMayApprove?: boolean;
                                    /** @constant */
                                    type: "Approval";
                                } | {
                                    checks: ({
                                        name?: string;
                                        /** @constant */
                                        type: "Clusters";
                                    } | {
                                        name?: string;
                                        rules?: ("NodesReady" | "PodsReady" | "ApiServerLoad" | "EtcdSize" | "PodsScheduled")[];
                                        /** @constant */
                                        type: "Metrics";
                                    } | {
                                        name?: string;
                                        /** @constant */
                                        type: "ResourceHealth";
                                    } | {
                                        /** @enum {string} */
                                        maximumSeverity?: "Sev0" | "Sev1" | "Sev2" | "Sev3" | "Sev4";
                                        name?: string;
                                        /** @constant */
                                        type: "Alerts";
                                    } | {
                                        endpoint: string;
                                        failureCondition?: string;
                                        name?: string;
                                        query: string;
                                        successCondition?: string;
                                        /** @constant */
                                        type: "Prometheus";
                                    } | {
                                        expectedStatus?: number;
                                        name?: string;
                                        /** @constant */
                                        type: "Http";
                                        /** Format: uri */
                                        url: string;
                                    })[];
                                    consecutiveErrorLimit?: number;
                                    failureLimit?: number;
                                    inconclusiveLimit?: number;
                                    initialDelayInSeconds?: number;
                                    intervalInSeconds?: number;
                                    name: string;
                                    /** @enum {string} */
                                    onFailure?: "Fail" | "Hold";
                                    soakInSeconds?: number;
                                    timeoutInSeconds: number;
                                    /** @constant */
                                    type: "Health";
                                })[];
                                beforeGates?: ({
                                    approvers?: string[];
                                    expiresInSeconds?: number;
                                    instructions?: string;
                                    minimumApprovals?: number;
                                    name: string;
                                    requesterMayApprove?: boolean;
                                    /** @constant */
                                    type: "Approval";
                                } | {
                                    checks: ({
                                        name?: string;
                                        /** @constant */
                                        type: "Clusters";
                                    } | {
                                        name?: string;
                                        rules?: ("NodesReady" | "PodsReady" | "ApiServerLoad" | "EtcdSize" | "PodsScheduled")[];
                                        /** @constant */
                                        type: "Metrics";
                                    } | {
                                        name?: string;
                                        /** @constant */
                                        type: "ResourceHealth";
                                    } | {
                                        /** @enum {string} */
                                        maximumSeverity?: "Sev0" | "Sev1" | "Sev2" | "Sev3" | "Sev4";
                                        name?: string;
                                        /** @constant */
                                        type: "Alerts";
                                    } | {
                                        endpoint: string;
                                        failureCondition?: string;
                                        name?: string;
                                        query: string;
                                        successCondition?: string;
                                        /** @constant */
                                        type: "Prometheus";
                                    } | {
                                        expectedStatus?: number;
                                        name?: string;
                                        /** @constant */
                                        type: "Http";
                                        /** Format: uri */
                                        url: string;
                                    })[];
                                    consecutiveErrorLimit?: number;
                                    failureLimit?: number;
                                    inconclusiveLimit?: number;
                                    initialDelayInSeconds?: number;
                                    intervalInSeconds?: number;
                                    name: string;
                                    /** @enum {string} */
                                    onFailure?: "Fail" | "Hold";
                                    soakInSeconds?: number;
                                    timeoutInSeconds: number;
                                    /** @constant */
                                    type: "Health";
                                } | {
                                    name: string;
                                    notBefore: string | {
                                        /** @enum {string} */
                                        day: "Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun";
                                        time: string;
                                        timeZone: string;
                                    };
                                    /** @constant */
                                    type: "ScheduledStart";
                                })[];
                                maxAllowedFailures?: string;
                                maxConcurrency?: string;
                                members: {
                                    clusterResourceId: string;
                                    fleet: string;
                                    from: {
                                        kubernetesVersion?: string;
                                        nodePools: {
                                            kubernetesVersion?: string;
                                            name: string;
                                            nodeImageVersion?: string;
                                        }[];
                                    };
                                    leftOut?: {
                                        code: ("AlreadyAtTarget" | "AheadOfTarget" | "ClusterStopped" | "ClusterNotReadable" | "ClusterBusy" | "ClusterFailed" | "MembershipFailed" | "NodePoolStopped" | "NodePoolFailed" | "NodePoolBehind" | "NodePoolAhead" | "NodePoolTooFarBehind" | "NodeImageUnknown" | "AzureLinux2" | "VersionOutOfSupport" | "VersionNotOffered" | "TooFarBehind" | "VersionDenied" | "MinorVersionSkipped" | "NoCommonPatch" | "OfferedVersionsUnknown" | "ImageFamilyMissing" | "DeniedVersionAvoided" | "DeniedVersionUnreadable" | "GroupWithoutMembers" | "MembersInNoStage" | "NoMembers" | "NotAksCluster" | "NobodyMayApprove" | "TooFewApprovers" | "HostNotAllowed" | "GateTimePassed" | "DuplicateStage" | "DuplicateGroup" | "TooManyStages" | "TooManyGroups" | "TooManyAtOnce" | "InventoryMissing") | string;
                                        message: string;
                                    };
                                    name: string;
                                    to: {
                                        kubernetesVersion?: string;
                                        nodePools: {
                                            kubernetesVersion?: string;
                                            name: string;
                                            nodeImageVersion?: string;
                                        }[];
                                    };
                                    update: boolean;
                                }[];
                                name: string;
                            }[];
                            maxAllowedFailures?: string;
                            maxConcurrency?: string;
                            name: string;
                            startWindows?: {
                                dates?: {
                                    from: string | (string & (unknown & unknown));
                                    to: string | (string & (unknown & unknown));
                                }[];
                                hours?: {
                                    days: ("Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun")[];
                                    from: string;
                                    to: string;
                                }[];
                                timeZone: string;
                            };
                        }[];
                    };
                    "text/markdown": string;
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRuns: {
        parameters: {
            query?: {
                continuation?: string;
                top?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of runs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        nextLink?: string;
                        unreadable?: {
                            name: string;
                            reason: string;
                        }[];
                        value: {
                            allowed: {
                                start: {
                                    allowed: boolean;
                                    /** @enum {string} */
                                    because?: "Role" | "State";
                                    message?: string;
                                };
                            };
                            attempt: number;
                            completedTime?: string;
                            counts: {
                                [key: string]: number;
                            };
                            createdAt: string;
                            createdBy: string;
                            estimate?: {
                                endsAt?: string;
                                seconds?: number;
                            };
                            fleets: string[];
                            leftOutCount?: number;
                            managedClusterUpdate: {
                                nodeImageSelection?: {
                                    /** @enum {string} */
                                    type: "Latest" | "Consistent";
                                } | {
                                    customNodeImageVersions: {
                                        version: string;
                                    }[];
                                    /** @constant */
                                    type: "Custom";
                                };
                                upgrade: {
                                    kubernetesVersion: string;
                                    /** @enum {string} */
                                    type: "Full" | "ControlPlaneOnly";
                                } | {
                                    /** @constant */
                                    type: "NodeImageOnly";
                                };
                            };
                            message?: string;
                            name: string;
                            postponedCount?: number;
                            startTime?: string;
                            /** @enum {string} */
                            state: "NotStarted" | "Pending" | "Running" | "Stopping" | "Stopped" | "Skipped" | "Failed" | "Completed";
                            strategy?: string;
                            waiting?: {
                                gate?: string;
                                message: string;
                                reason: ("Gate" | "Freeze" | "Window" | "FailureBudget" | "Concurrency" | "LockedBy" | "ClusterBusy" | "MaintenanceWindow" | "VersionNotInRegion" | "FleetManager" | "Assignment" | "AfterStageWait" | "Retry" | "Azure") | string;
                                since: string;
                                until?: string;
                            };
                        }[];
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createRun: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    afterGates?: unknown;
                    beforeGates?: unknown;
                    fleets?: string[];
                    leaveOut?: ("AlreadyAtTarget" | "AheadOfTarget" | "ClusterStopped" | "ClusterNotReadable" | "ClusterBusy" | "ClusterFailed" | "MembershipFailed" | "NodePoolStopped" | "NodePoolFailed" | "NodePoolBehind" | "NodePoolAhead" | "NodePoolTooFarBehind" | "NodeImageUnknown" | "AzureLinux2" | "VersionOutOfSupport" | "VersionNotOffered" | "TooFarBehind" | "VersionDenied" | "MinorVersionSkipped" | "NoCommonPatch" | "OfferedVersionsUnknown" | "ImageFamilyMissing")[];
                    managedClusterUpdate: {
                        nodeImageSelection?: {
                            /** @enum {string} */
                            type: "Latest" | "Consistent";
                        } | {
                            customNodeImageVersions: {
                                version: string;
                            }[];
                            /** @constant */
                            type: "Custom";
                        };
                        upgrade: {
                            kubernetesVersion?: string;
                            /** @enum {string} */
                            type: "Full" | "ControlPlaneOnly";
                        } | {
                            /** @constant */
                            type: "NodeImageOnly";
                        };
                    };
                    members?: {
                        fleet: string;
                        name: string;
                    }[];
                    name: string;
                    overrideFreezes?: boolean;
                    planDigest?: string;
                    policy?: {
                        /** @enum {string} */
                        budgetMode?: "Soft" | "Strict";
                        busyClusterWaitInSeconds?: number;
                        maxAllowedFailures?: string;
                        maxConcurrency?: string;
                        /** @enum {string} */
                        onStoppedCluster?: "Fail" | "Skip";
                        retries?: {
                            count: number;
                            delayInSeconds: number;
                        };
                    };
                    saveStrategyAs?: string;
                    stages?: {
                        afterGates?: ({
                            approvers?: string[];
                            expiresInSeconds?: number;
                            instructions?: string;
                            minimumApprovals?: number;
                            name: string;
                            requesterMayApprove?: boolean;
                            /** @constant */
                            type: "Approval";
                        } | {
                            checks: ({
                                name?: string;
                                /** @constant */
                                type: "Clusters";
                            } | {
                                name?: string;
                                rules?: ("NodesReady" | "PodsReady" | "ApiServerLoad" | "EtcdSize" | "PodsScheduled")[];
                                /** @constant */
                                type: "Metrics";
                            } | {
                                name?: string;
                                /** @constant */
                                type: "ResourceHealth";
                            } | {
                                /** @enum {string} */
                                maximumSeverity?: "Sev0" | "Sev1" | "Sev2" | "Sev3" | "Sev4";
                                name?: string;
                                /** @constant */
                                type: "Alerts";
                            } | {
                                endpoint: string;
                                failureCondition?: string;
                                name?: string;
                                query: string;
                                successCondition?: string;
                                /** @constant */
                                type: "Prometheus";
                            } | {
                                expectedStatus?: number;
                                name?: string;
                                /** @constant */
                                type: "Http";
                                /** Format: uri */
                                url: string;
                            })[];
                            consecutiveErrorLimit?: number;
                            failureLimit?: number;
                            inconclusiveLimit?: number;
                            initialDelayInSeconds?: number;
                            intervalInSeconds?: number;
                            name: string;
                            /** @enum {string} */
                            onFailure?: "Fail" | "Hold";
                            soakInSeconds?: number;
                            timeoutInSeconds: number;
                            /** @constant */
                            type: "Health";
                        })[];
                        afterStageWaitInSeconds?: number;
                        beforeGates?: ({
                            approvers?: string[];
                            expiresInSeconds?: number;
                            instructions?: string;
                            minimumApprovals?: number;
                            name: string;
                            requesterMayApprove?: boolean;
                            /** @constant */
                            type: "Approval";
                        } | {
                            checks: ({
                                name?: string;
                                /** @constant */
                                type: "Clusters";
                            } | {
                                name?: string;
                                rules?: ("NodesReady" | "PodsReady" | "ApiServerLoad" | "EtcdSize" | "PodsScheduled")[];
                                /** @constant */
                                type: "Metrics";
                            } | {
                                name?: string;
                                /** @constant */
                                type: "ResourceHealth";
                            } | {
                                /** @enum {string} */
                                maximumSeverity?: "Sev0" | "Sev1" | "Sev2" | "Sev3" | "Sev4";
                                name?: string;
                                /** @constant */
                                type: "Alerts";
                            } | {
                                endpoint: string;
                                failureCondition?: string;
                                name?: string;
                                query: string;
                                successCondition?: string;
                                /** @constant */
                                type: "Prometheus";
                            } | {
                                expectedStatus?: number;
                                name?: string;
                                /** @constant */
                                type: "Http";
                                /** Format: uri */
                                url: string;
                            })[];
                            consecutiveErrorLimit?: number;
                            failureLimit?: number;
                            inconclusiveLimit?: number;
                            initialDelayInSeconds?: number;
                            intervalInSeconds?: number;
                            name: string;
                            /** @enum {string} */
                            onFailure?: "Fail" | "Hold";
                            soakInSeconds?: number;
                            timeoutInSeconds: number;
                            /** @constant */
                            type: "Health";
                        } | {
                            name: string;
                            notBefore: string | {
                                /** @enum {string} */
                                day: "Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun";
                                time: string;
                                timeZone: string;
                            };
                            /** @constant */
                            type: "ScheduledStart";
                        })[];
                        groups: {
                            afterGates?: ({
                                approvers?: string[];
                                expiresInSeconds?: number;
                                instructions?: string;
                                minimumApprovals?: number;
                                name: string;
                                requesterMayApprove?: boolean;
                                /** @constant */
                                type: "Approval";
                            } | {
                                checks: ({
                                    name?: string;
                                    /** @constant */
                                    type: "Clusters";
                                } | {
                                    name?: string;
                                    rules?: ("NodesReady" | "PodsReady" | "ApiServerLoad" | "EtcdSize" | "PodsScheduled")[];
                                    /** @constant */
                                    type: "Metrics";
                                } | {
                                    name?: string;
                                    /** @constant */
                                    type: "ResourceHealth";
                                } | {
                                    /** @enum {string} */
                                    maximumSeverity?: "Sev0" | "Sev1" | "Sev2" | "Sev3" | "Sev4";
                                    name?: string;
                                    /** @constant */
                                    type: "Alerts";
                                } | {
                                    endpoint: string;
                                    failureCondition?: string;
                                    name?: string;
                                    query: string;
                                    successCondition?: string;
                                    /** @constant */
                                    type: "Prometheus";
                                } | {
                                    expectedStatus?: number;
                                    name?: string;
                                    /** @constant */
                                    type: "Http";
                                    /** Format: uri */
                                    url: string;
                                })[];
                                consecutiveErrorLimit?: number;
                                failureLimit?: number;
                                inconclusiveLimit?: number;
                                initialDelayInSeconds?: number;
                                intervalInSeconds?: number;
                                name: string;
                                /** @enum {string} */
                                onFailure?: "Fail" | "Hold";
                                soakInSeconds?: number;
                                timeoutInSeconds: number;
                                /** @constant */
                                type: "Health";
                            })[];
                            beforeGates?: ({
                                approvers?: string[];
                                expiresInSeconds?: number;
                                instructions?: string;
                                minimumApprovals?: number;
                                name: string;
                                requesterMayApprove?: boolean;
                                /** @constant */
                                type: "Approval";
                            } | {
                                checks: ({
                                    name?: string;
                                    /** @constant */
                                    type: "Clusters";
                                } | {
                                    name?: string;
                                    rules?: ("NodesReady" | "PodsReady" | "ApiServerLoad" | "EtcdSize" | "PodsScheduled")[];
                                    /** @constant */
                                    type: "Metrics";
                                } | {
                                    name?: string;
                                    /** @constant */
                                    type: "ResourceHealth";
                                } | {
                                    /** @enum {string} */
                                    maximumSeverity?: "Sev0" | "Sev1" | "Sev2" | "Sev3" | "Sev4";
                                    name?: string;
                                    /** @constant */
                                    type: "Alerts";
                                } | {
                                    endpoint: string;
                                    failureCondition?: string;
                                    name?: string;
                                    query: string;
                                    successCondition?: string;
                                    /** @constant */
                                    type: "Prometheus";
                                } | {
                                    expectedStatus?: number;
                                    name?: string;
                                    /** @constant */
                                    type: "Http";
                                    /** Format: uri */
                                    url: string;
                                })[];
                                consecutiveErrorLimit?: number;
                                failureLimit?: number;
                                inconclusiveLimit?: number;
                                initialDelayInSeconds?: number;
                                intervalInSeconds?: number;
                                name: string;
                                /** @enum {string} */
                                onFailure?: "Fail" | "Hold";
                                soakInSeconds?: number;
                                timeoutInSeconds: number;
                                /** @constant */
                                type: "Health";
                            } | {
                                name: string;
                                notBefore: string | {
                                    /** @enum {string} */
                                    day: "Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun";
                                    time: string;
                                    timeZone: string;
                                };
                                /** @constant */
                                type: "ScheduledStart";
                            })[];
                            maxAllowedFailures?: string;
                            maxConcurrency?: string;
                            name: string;
                        }[];
                        maxAllowedFailures?: string;
                        maxConcurrency?: string;
                        name: string;
                        startWindows?: {
                            dates?: {
                                from: string | (string & (unknown & unknown));
                                to: string | (string & (unknown & unknown));
                            }[];
                            hours?: {
                                days: ("Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun")[];
                                from: string;
                                to: string;
                            }[];
                            timeZone: string;
                        };
                    }[];
                    start?: boolean;
                    strategy?: string;
                    versionsFrom?: {
                        run: string;
                    };
                };
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        abandoned?: {
                            at: string;
                            by: string;
                            reason: string;
                        };
                        allowed: {
                            abandon: {
                                allowed: boolean;
                                /** @enum {string} */
                                because?: "Role" | "State";
                                message?: string;
                            };
                            changePolicy: {
                                allowed: boolean;
                                /** @enum {string} */
                                because?: "Role" | "State";
                                message?: string;
                            };
                            delete: {
                                allowed: boolean;
                                /** @enum {string} */
                                because?: "Role" | "State";
                                message?: string;
                            };
                            skip: {
                                allowed: boolean;
                                /** @enum {string} */
                                because?: "Role" | "State";
                                message?: string;
                                targets: {
                                    AfterStageWait: ("NotStarted" | "Pending" | "Running" | "Stopping" | "Stopped" | "Skipped" | "Failed" | "Completed")[];
                                    Gate: ("NotStarted" | "Pending" | "Running" | "Stopping" | "Stopped" | "Skipped" | "Failed" | "Completed")[];
                                    Group: ("NotStarted" | "Pending" | "Running" | "Stopping" | "Stopped" | "Skipped" | "Failed" | "Completed")[];
                                    Member: ("NotStarted" | "Pending" | "Running" | "Stopping" | "Stopped" | "Skipped" | "Failed" | "Completed")[];
                                    Stage: ("NotStarted" | "Pending" | "Running" | "Stopping" | "Stopped" | "Skipped" | "Failed" | "Completed")[];
                                };
                            };
                            skipGate: {
                                allowed: boolean;
                                approvals: {
                                    allowed: boolean;
                                    /** @enum {string} */
                                    because?: "Role" | "State";
                                    message?: string;
                                };
                                /** @enum {string} */
                                because?: "Role" | "State";
                                message?: string;
                            };
                            start: {
                                allowed: boolean;
                                /** @enum {string} */
                                because?: "Role" | "State";
                                message?: string;
                            };
                            stop: {
                                allowed: boolean;
                                /** @enum {string} */
                                because?: "Role" | "State";
                                message?: string;
                            };
                        };
                        attempt: number;
                        cause?: string;
                        completedTime?: string;
                        counts: {
                            [key: string]: number;
                        };
                        createdAt: string;
                        createdBy: string;
                        error?: {
                            code: string;
                            message: string;
                        };
                        estimate?: {
                            basis: {
                                assumed: number;
                                fleetUpdates: number;
                                message: string;
                                ownUpdates: number;
                            };
                            endsAt?: string;
                            seconds?: number;
                            stages: {
                                endsAt?: string;
                                name: string;
                                startsAt?: string;
                            }[];
                        };
                        failureCount?: number;
                        findings: {
                            code: ("AlreadyAtTarget" | "AheadOfTarget" | "ClusterStopped" | "ClusterNotReadable" | "ClusterBusy" | "ClusterFailed" | "MembershipFailed" | "NodePoolStopped" | "NodePoolFailed" | "NodePoolBehind" | "NodePoolAhead" | "NodePoolTooFarBehind" | "NodeImageUnknown" | "AzureLinux2" | "VersionOutOfSupport" | "VersionNotOffered" | "TooFarBehind" | "VersionDenied" | "MinorVersionSkipped" | "NoCommonPatch" | "OfferedVersionsUnknown" | "ImageFamilyMissing" | "DeniedVersionAvoided" | "DeniedVersionUnreadable" | "GroupWithoutMembers" | "MembersInNoStage" | "NoMembers" | "NotAksCluster" | "NobodyMayApprove" | "TooFewApprovers" | "HostNotAllowed" | "GateTimePassed" | "DuplicateStage" | "DuplicateGroup" | "TooManyStages" | "TooManyGroups" | "TooManyAtOnce" | "InventoryMissing") | string;
                            count?: number;
                            group?: string;
                            members?: string[];
                            message: string;
                            /** @enum {string} */
                            severity: "error" | "warning";
                            stage?: string;
                        }[];
                        fleets: string[];
                        implicit: boolean;
                        lastError?: {
                            act?: string;
                            code: string;
                            count: number;
                            message: string;
                            nextTry?: string;
                            since: string;
                            where?: string;
                        };
                        leaveOut?: ("AlreadyAtTarget" | "AheadOfTarget" | "ClusterStopped" | "ClusterNotReadable" | "ClusterBusy" | "ClusterFailed" | "MembershipFailed" | "NodePoolStopped" | "NodePoolFailed" | "NodePoolBehind" | "NodePoolAhead" | "NodePoolTooFarBehind" | "NodeImageUnknown" | "AzureLinux2" | "VersionOutOfSupport" | "VersionNotOffered" | "TooFarBehind" | "VersionDenied" | "MinorVersionSkipped" | "NoCommonPatch" | "OfferedVersionsUnknown" | "ImageFamilyMissing")[];
                        leftFleetRuns?: {
                            fleet: string;
                            lastError?: {
                                act?: string;
                                code: string;
                                count: number;
                                message: string;
                                nextTry?: string;
                                since: string;
                                where?: string;
                            };
                            name: string;
                            since: string;
                        }[];
                        leftOutCount?: number;
                        managedClusterUpdate: {
                            nodeImageSelection?: {
                                /** @enum {string} */
                                type: "Latest" | "Consistent";
                            } | {
                                customNodeImageVersions: {
                                    version: string;
                                }[];
                                /** @constant */
                                type: "Custom";
                            };
                            upgrade: {
                                kubernetesVersion: string;
                                /** @enum {string} */
                                type: "Full" | "ControlPlaneOnly";
                            } | {
                                /** @constant */
                                type: "NodeImageOnly";
                            };
                        };
                        maxAllowedFailures?: number;
                        members?: {
                            fleet: string;
                            name: string;
                        }[];
                        message?: string;
                        name: string;
                        policy?: {
                            /** @enum {string} */
                            budgetMode?: "Soft" | "Strict";
                            busyClusterWaitInSeconds?: number;
                            maxAllowedFailures?: string;
                            maxConcurrency?: string;
                            /** @enum {string} */
                            onStoppedCluster?: "Fail" | "Skip";
                            retries?: {
                                count: number;
                                delayInSeconds: number;
                            };
                        };
                        policyChange?: {
                            at: string;
                            by: string;
                            number: number;
                        };
                        postponedCount?: number;
                        selectedNodeImageVersions: {
                            version: string;
                        }[];
                        stages: {
                            afterGates?: {
                                approvers?: string[];
                                checks?: ({
                                    name?: string;
                                    /** @constant */
                                    type: "Clusters";
                                } | {
                                    name?: string;
                                    rules?: ("NodesReady" | "PodsReady" | "ApiServerLoad" | "EtcdSize" | "PodsScheduled")[];
                                    /** @constant */
                                    type: "Metrics";
                                } | {
                                    name?: string;
                                    /** @constant */
                                    type: "ResourceHealth";
                                } | {
                                    /** @enum {string} */
                                    maximumSeverity?: "Sev0" | "Sev1" | "Sev2" | "Sev3" | "Sev4";
                                    name?: string;
                                    /** @constant */
                                    type: "Alerts";
                                } | {
                                    endpoint: string;
                                    failureCondition?: string;
                                    name?: string;
                                    query: string;
                                    successCondition?: string;
                                    /** @constant */
                                    type: "Prometheus";
                                } | {
                                    expectedStatus?: number;
                                    name?: string;
                                    /** @constant */
                                    type: "Http";
                                    /** Format: uri */
                                    url: string;
                                })[];
                                completedTime?: string;
                                consecutiveErrorLimit?: number;
                                decisions: {
                                    at: string;
                                    by: string;
                                    comment?: string;
                                    /** @enum {string} */
                                    decision: "Approved" | "Rejected";
                                }[];
                                expiresAt?: string;
                                expiresInSeconds?: number;
                                failureLimit?: number;
                                group?: string;
                                health?: {
                                    errorsInARow: number;
                                    evaluations: number;
                                    failed: number;
                                    healthySince?: string;
                                    inconclusive: number;
                                    lastAt?: string;
                                    recent: {
                                        checks: {
                                            evidence?: {
                                                cluster?: string;
                                                rule?: string;
                                                value?: string | number;
                                                what: string;
                                            }[];
                                            message: string;
                                            name?: string;
                                            /** @enum {string} */
                                            outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                            type: string;
                                        }[];
                                        number: number;
                                        /** @enum {string} */
                                        outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                        time: string;
                                    }[];
                                    unhealthy: {
                                        checks: {
                                            evidence?: {
                                                cluster?: string;
                                                rule?: string;
                                                value?: string | number;
                                                what: string;
                                            }[];
                                            message: string;
                                            name?: string;
                                            /** @enum {string} */
                                            outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                            type: string;
                                        }[];
                                        number: number;
                                        /** @enum {string} */
                                        outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                        time: string;
                                    }[];
                                };
                                heldAt?: string;
                                id: string;
                                inconclusiveLimit?: number;
                                initialDelayInSeconds?: number;
                                instructions?: string;
                                intervalInSeconds?: number;
                                message?: string;
                                minimumApprovals?: number;
                                name: string;
                                notBefore?: string | {
                                    /** @enum {string} */
                                    day: "Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun";
                                    time: string;
                                    timeZone: string;
                                };
                                /** @enum {string} */
                                onFailure?: "Fail" | "Hold";
                                requesterMayApprove?: boolean;
                                soakInSeconds?: number;
                                stage: string;
                                startTime?: string;
                                /** @enum {string} */
                                state: "NotStarted" | "Pending" | "Completed" | "Failed" | "Skipped";
                                timeoutInSeconds?: number;
                                /** @enum {string} */
                                timing: "Before" | "After";
                                /** @enum {string} */
                                type: "Approval" | "Health" | "ScheduledStart";
                                until?: string;
                            }[];
                            afterStageWait?: {
                                completedTime?: string;
                                durationInSeconds: number;
                                startTime?: string;
                                /** @enum {string} */
                                state: "NotStarted" | "Pending" | "Running" | "Stopping" | "Stopped" | "Skipped" | "Failed" | "Completed";
                            };
                            beforeGates?: {
                                approvers?: string[];
                                checks?: ({
                                    name?: string;
                                    /** @constant */
                                    type: "Clusters";
                                } | {
                                    name?: string;
                                    rules?: ("NodesReady" | "PodsReady" | "ApiServerLoad" | "EtcdSize" | "PodsScheduled")[];
                                    /** @constant */
                                    type: "Metrics";
                                } | {
                                    name?: string;
                                    /** @constant */
                                    type: "ResourceHealth";
                                } | {
                                    /** @enum {string} */
                                    maximumSeverity?: "Sev0" | "Sev1" | "Sev2" | "Sev3" | "Sev4";
                                    name?: string;
                                    /** @constant */
                                    type: "Alerts";
                                } | {
                                    endpoint: string;
                                    failureCondition?: string;
                                    name?: string;
                                    query: string;
                                    successCondition?: string;
                                    /** @constant */
                                    type: "Prometheus";
                                } | {
                                    expectedStatus?: number;
                                    name?: string;
                                    /** @constant */
                                    type: "Http";
                                    /** Format: uri */
                                    url: string;
                                })[];
                                completedTime?: string;
                                consecutiveErrorLimit?: number;
                                decisions: {
                                    at: string;
                                    by: string;
                                    comment?: string;
                                    /** @enum {string} */
                                    decision: "Approved" | "Rejected";
                                }[];
                                expiresAt?: string;
                                expiresInSeconds?: number;
                                failureLimit?: number;
                                group?: string;
                                health?: {
                                    errorsInARow: number;
                                    evaluations: number;
                                    failed: number;
                                    healthySince?: string;
                                    inconclusive: number;
                                    lastAt?: string;
                                    recent: {
                                        checks: {
                                            evidence?: {
                                                cluster?: string;
                                                rule?: string;
                                                value?: string | number;
                                                what: string;
                                            }[];
                                            message: string;
                                            name?: string;
                                            /** @enum {string} */
                                            outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                            type: string;
                                        }[];
                                        number: number;
                                        /** @enum {string} */
                                        outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                        time: string;
                                    }[];
                                    unhealthy: {
                                        checks: {
                                            evidence?: {
                                                cluster?: string;
                                                rule?: string;
                                                value?: string | number;
                                                what: string;
                                            }[];
                                            message: string;
                                            name?: string;
                                            /** @enum {string} */
                                            outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                            type: string;
                                        }[];
                                        number: number;
                                        /** @enum {string} */
                                        outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                        time: string;
                                    }[];
                                };
                                heldAt?: string;
                                id: string;
                                inconclusiveLimit?: number;
                                initialDelayInSeconds?: number;
                                instructions?: string;
                                intervalInSeconds?: number;
                                message?: string;
                                minimumApprovals?: number;
                                name: string;
                                notBefore?: string | {
                                    /** @enum {string} */
                                    day: "Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun";
                                    time: string;
                                    timeZone: string;
                                };
                                /** @enum {string} */
                                onFailure?: "Fail" | "Hold";
                                requesterMayApprove?: boolean;
                                soakInSeconds?: number;
                                stage: string;
                                startTime?: string;
                                /** @enum {string} */
                                state: "NotStarted" | "Pending" | "Completed" | "Failed" | "Skipped";
                                timeoutInSeconds?: number;
                                /** @enum {string} */
                                timing: "Before" | "After";
                                /** @enum {string} */
                                type: "Approval" | "Health" | "ScheduledStart";
                                until?: string;
                            }[];
                            completedTime?: string;
                            failureCount?: number;
                            groups: {
                                afterGates?: {
                                    approvers?: string[];
                                    checks?: ({
                                        name?: string;
                                        /** @constant */
                                        type: "Clusters";
                                    } | {
                                        name?: string;
                                        rules?: ("NodesReady" | "PodsReady" | "ApiServerLoad" | "EtcdSize" | "PodsScheduled")[];
                                        /** @constant */
                                        type: "Metrics";
                                    } | {
                                        name?: string;
                                        /** @constant */
                                        type: "ResourceHealth";
                                    } | {
                                        /** @enum {string} */
                                        maximumSeverity?: "Sev0" | "Sev1" | "Sev2" | "Sev3" | "Sev4";
                                        name?: string;
                                        /** @constant */
                                        type: "Alerts";
                                    } | {
                                        endpoint: string;
                                        failureCondition?: string;
                                        name?: string;
                                        query: string;
                                        successCondition?: string;
                                        /** @constant */
                                        type: "Prometheus";
                                    } | {
                                        expectedStatus?: number;
                                        name?: string;
                                        /** @constant */
                                        type: "Http";
                                        /** Format: uri */
                                        url: string;
                                    })[];
                                    completedTime?: string;
                                    consecutiveErrorLimit?: number;
                                    decisions: {
                                        at: string;
                                        by: string;
                                        comment?: string;
                                        /** @enum {string} */
                                        decision: "Approved" | "Rejected";
                                    }[];
                                    expiresAt?: string;
                                    expiresInSeconds?: number;
                                    failureLimit?: number;
                                    group?: string;
                                    health?: {
                                        errorsInARow: number;
                                        evaluations: number;
                                        failed: number;
                                        healthySince?: string;
                                        inconclusive: number;
                                        lastAt?: string;
                                        recent: {
                                            checks: {
                                                evidence?: {
                                                    cluster?: string;
                                                    rule?: string;
                                                    value?: string | number;
                                                    what: string;
                                                }[];
                                                message: string;
                                                name?: string;
                                                /** @enum {string} */
                                                outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                                type: string;
                                            }[];
                                            number: number;
                                            /** @enum {string} */
                                            outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                            time: string;
                                        }[];
                                        unhealthy: {
                                            checks: {
                                                evidence?: {
                                                    cluster?: string;
                                                    rule?: string;
                                                    value?: string | number;
                                                    what: string;
                                                }[];
                                                message: string;
                                                name?: string;
                                                /** @enum {string} */
                                                outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                                type: string;
                                            }[];
                                            number: number;
                                            /** @enum {string} */
                                            outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                            time: string;
                                        }[];
                                    };
                                    heldAt?: string;
                                    id: string;
                                    inconclusiveLimit?: number;
                                    initialDelayInSeconds?: number;
                                    instructions?: string;
                                    intervalInSeconds?: number;
                                    message?: string;
                                    minimumApprovals?: number;
                                    name: string;
                                    notBefore?: string | {
                                        /** @enum {string} */
                                        day: "Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun";
                                        time: string;
                                        timeZone: string;
                                    };
                                    /** @enum {string} */
                                    onFailure?: "Fail" | "Hold";
                                    requesterMayApprove?: boolean;
                                    soakInSeconds?: number;
                                    stage: string;
                                    startTime?: string;
                                    /** @enum {string} */
                                    state: "NotStarted" | "Pending" | "Completed" | "Failed" | "Skipped";
                                    timeoutInSeconds?: number;
                                    /** @enum {string} */
                                    timing: "Before" | "After";
                                    /** @enum {string} */
                                    type: "Approval" | "Health" | "ScheduledStart";
                                    until?: string;
                                }[];
                                beforeGates?: {
                                    approvers?: string[];
                                    checks?: ({
                                        name?: string;
                                        /** @constant */
                                        type: "Clusters";
                                    } | {
                                        name?: string;
                                        rules?: ("NodesReady" | "PodsReady" | "ApiServerLoad" | "EtcdSize" | "PodsScheduled")[];
                                        /** @constant */
                                        type: "Metrics";
                                    } | {
                                        name?: string;
                                        /** @constant */
                                        type: "ResourceHealth";
                                    } | {
                                        /** @enum {string} */
                                        maximumSeverity?: "Sev0" | "Sev1" | "Sev2" | "Sev3" | "Sev4";
                                        name?: string;
                                        /** @constant */
                                        type: "Alerts";
                                    } | {
                                        endpoint: string;
                                        failureCondition?: string;
                                        name?: string;
                                        query: string;
                                        successCondition?: string;
                                        /** @constant */
                                        type: "Prometheus";
                                    } | {
                                        expectedStatus?: number;
                                        name?: string;
                                        /** @constant */
                                        type: "Http";
                                        /** Format: uri */
                                        url: string;
                                    })[];
                                    completedTime?: string;
                                    consecutiveErrorLimit?: number;
                                    decisions: {
                                        at: string;
                                        by: string;
                                        comment?: string;
                                        /** @enum {string} */
                                        decision: "Approved" | "Rejected";
                                    }[];
                                    expiresAt?: string;
                                    expiresInSeconds?: number;
                                    failureLimit?: number;
                                    group?: string;
                                    health?: {
                                        errorsInARow: number;
                                        evaluations: number;
                                        failed: number;
                                        healthySince?: string;
                                        inconclusive: number;
                                        lastAt?: string;
                                        recent: {
                                            checks: {
                                                evidence?: {
                                                    cluster?: string;
                                                    rule?: string;
                                                    value?: string | number;
                                                    what: string;
                                                }[];
                                                message: string;
                                                name?: string;
                                                /** @enum {string} */
                                                outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                                type: string;
                                            }[];
                                            number: number;
                                            /** @enum {string} */
                                            outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                            time: string;
                                        }[];
                                        unhealthy: {
                                            checks: {
                                                evidence?: {
                                                    cluster?: string;
                                                    rule?: string;
                                                    value?: string | number;
                                                    what: string;
                                                }[];
                                                message: string;
                                                name?: string;
                                                /** @enum {string} */
                                                outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                                type: string;
                                            }[];
                                            number: number;
                                            /** @enum {string} */
                                            outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                            time: string;
                                        }[];
                                    };
                                    heldAt?: string;
                                    id: string;
                                    inconclusiveLimit?: number;
                                    initialDelayInSeconds?: number;
                                    instructions?: string;
                                    intervalInSeconds?: number;
                                    message?: string;
                                    minimumApprovals?: number;
                                    name: string;
                                    notBefore?: string | {
                                        /** @enum {string} */
                                        day: "Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun";
                                        time: string;
                                        timeZone: string;
                                    };
                                    /** @enum {string} */
                                    onFailure?: "Fail" | "Hold";
                                    requesterMayApprove?: boolean;
                                    soakInSeconds?: number;
                                    stage: string;
                                    startTime?: string;
                                    /** @enum {string} */
                                    state: "NotStarted" | "Pending" | "Completed" | "Failed" | "Skipped";
                                    timeoutInSeconds?: number;
                                    /** @enum {string} */
                                    timing: "Before" | "After";
                                    /** @enum {string} */
                                    type: "Approval" | "Health" | "ScheduledStart";
                                    until?: string;
                                }[];
                                completedTime?: string;
                                failureCount?: number;
                                lastError?: {
                                    act?: string;
                                    code: string;
                                    count: number;
                                    message: string;
                                    nextTry?: string;
                                    since: string;
                                    where?: string;
                                };
                                leftOutCount?: number;
                                maxAllowedFailures?: number;
                                maxConcurrency?: string;
                                members: {
                                    advice?: string;
                                    clusterResourceId: string;
                                    completedTime?: string;
                                    error?: {
                                        code: string;
                                        message: string;
                                    };
                                    fleet: string;
                                    from: {
                                        kubernetesVersion?: string;
                                        nodePools: {
                                            kubernetesVersion?: string;
                                            name: string;
                                            nodeImageVersion?: string;
                                        }[];
                                    };
                                    lastFailure?: {
                                        at: string;
                                        code?: string;
                                        message: string;
                                    };
                                    message?: string;
                                    name: string;
                                    operationId?: string;
                                    retryAt?: string;
                                    startTime?: string;
                                    /** @enum {string} */
                                    state: "NotStarted" | "Pending" | "Running" | "Stopping" | "Stopped" | "Skipped" | "Failed" | "Completed";
                                    to: {
                                        kubernetesVersion?: string;
                                        nodePools: {
                                            kubernetesVersion?: string;
                                            name: string;
                                            nodeImageVersion?: string;
                                        }[];
                                    };
                                    tries?: number;
                                    waiting?: {
                                        gate?: string;
                                        message: string;
                                        reason: ("Gate" | "Freeze" | "Window" | "FailureBudget" | "Concurrency" | "LockedBy" | "ClusterBusy" | "MaintenanceWindow" | "VersionNotInRegion" | "FleetManager" | "Assignment" | "AfterStageWait" | "Retry" | "Azure") | string;
                                        since: string;
                                        until?: string;
                                    };
                                }[];
                                message?: string;
                                name: string;
                                startTime?: string;
                                /** @enum {string} */
                                state: "NotStarted" | "Pending" | "Running" | "Stopping" | "Stopped" | "Skipped" | "Failed" | "Completed";
                                /** @constant */
                                unchanged?: true;
                                waiting?: {
                                    gate?: string;
                                    message: string;
                                    reason: ("Gate" | "Freeze" | "Window" | "FailureBudget" | "Concurrency" | "LockedBy" | "ClusterBusy" | "MaintenanceWindow" | "VersionNotInRegion" | "FleetManager" | "Assignment" | "AfterStageWait" | "Retry" | "Azure") | string;
                                    since: string;
                                    until?: string;
                                };
                                waitingSince?: string;
                            }[];
                            maxAllowedFailures?: number;
                            maxConcurrency?: string;
                            message?: string;
                            name: string;
                            startTime?: string;
                            startWindows?: {
                                dates?: {
                                    from: string | (string & (unknown & unknown));
                                    to: string | (string & (unknown & unknown));
                                }[];
                                hours?: {
                                    days: ("Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun")[];
                                    from: string;
                                    to: string;
                                }[];
                                timeZone: string;
                            };
                            /** @enum {string} */
                            state: "NotStarted" | "Pending" | "Running" | "Stopping" | "Stopped" | "Skipped" | "Failed" | "Completed";
                            waiting?: {
                                gate?: string;
                                message: string;
                                reason: ("Gate" | "Freeze" | "Window" | "FailureBudget" | "Concurrency" | "LockedBy" | "ClusterBusy" | "MaintenanceWindow" | "VersionNotInRegion" | "FleetManager" | "Assignment" | "AfterStageWait" | "Retry" | "Azure") | string;
                                since: string;
                                until?: string;
                            };
                        }[];
                        startTime?: string;
                        /** @enum {string} */
                        state: "NotStarted" | "Pending" | "Running" | "Stopping" | "Stopped" | "Skipped" | "Failed" | "Completed";
                        strategy?: string;
                        versionsFrom?: {
                            run: string;
                        };
                        waiting?: {
                            gate?: string;
                            message: string;
                            reason: ("Gate" | "Freeze" | "Window" | "FailureBudget" | "Concurrency" | "LockedBy" | "ClusterBusy" | "MaintenanceWindow" | "VersionNotInRegion" | "FleetManager" | "Assignment" | "AfterStageWait" | "Retry" | "Azure") | string;
                            since: string;
                            until?: string;
                        };
                        waitingSince?: string;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRun: {
        parameters: {
            query?: {
                since?: string;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        abandoned?: {
                            at: string;
                            by: string;
                            reason: string;
                        };
                        allowed: {
                            abandon: {
                                allowed: boolean;
                                /** @enum {string} */
                                because?: "Role" | "State";
                                message?: string;
                            };
                            changePolicy: {
                                allowed: boolean;
                                /** @enum {string} */
                                because?: "Role" | "State";
                                message?: string;
                            };
                            delete: {
                                allowed: boolean;
                                /** @enum {string} */
                                because?: "Role" | "State";
                                message?: string;
                            };
                            skip: {
                                allowed: boolean;
                                /** @enum {string} */
                                because?: "Role" | "State";
                                message?: string;
                                targets: {
                                    AfterStageWait: ("NotStarted" | "Pending" | "Running" | "Stopping" | "Stopped" | "Skipped" | "Failed" | "Completed")[];
                                    Gate: ("NotStarted" | "Pending" | "Running" | "Stopping" | "Stopped" | "Skipped" | "Failed" | "Completed")[];
                                    Group: ("NotStarted" | "Pending" | "Running" | "Stopping" | "Stopped" | "Skipped" | "Failed" | "Completed")[];
                                    Member: ("NotStarted" | "Pending" | "Running" | "Stopping" | "Stopped" | "Skipped" | "Failed" | "Completed")[];
                                    Stage: ("NotStarted" | "Pending" | "Running" | "Stopping" | "Stopped" | "Skipped" | "Failed" | "Completed")[];
                                };
                            };
                            skipGate: {
                                allowed: boolean;
                                approvals: {
                                    allowed: boolean;
                                    /** @enum {string} */
                                    because?: "Role" | "State";
                                    message?: string;
                                };
                                /** @enum {string} */
                                because?: "Role" | "State";
                                message?: string;
                            };
                            start: {
                                allowed: boolean;
                                /** @enum {string} */
                                because?: "Role" | "State";
                                message?: string;
                            };
                            stop: {
                                allowed: boolean;
                                /** @enum {string} */
                                because?: "Role" | "State";
                                message?: string;
                            };
                        };
                        attempt: number;
                        cause?: string;
                        completedTime?: string;
                        counts: {
                            [key: string]: number;
                        };
                        createdAt: string;
                        createdBy: string;
                        error?: {
                            code: string;
                            message: string;
                        };
                        estimate?: {
                            basis: {
                                assumed: number;
                                fleetUpdates: number;
                                message: string;
                                ownUpdates: number;
                            };
                            endsAt?: string;
                            seconds?: number;
                            stages: {
                                endsAt?: string;
                                name: string;
                                startsAt?: string;
                            }[];
                        };
                        failureCount?: number;
                        findings: {
                            code: ("AlreadyAtTarget" | "AheadOfTarget" | "ClusterStopped" | "ClusterNotReadable" | "ClusterBusy" | "ClusterFailed" | "MembershipFailed" | "NodePoolStopped" | "NodePoolFailed" | "NodePoolBehind" | "NodePoolAhead" | "NodePoolTooFarBehind" | "NodeImageUnknown" | "AzureLinux2" | "VersionOutOfSupport" | "VersionNotOffered" | "TooFarBehind" | "VersionDenied" | "MinorVersionSkipped" | "NoCommonPatch" | "OfferedVersionsUnknown" | "ImageFamilyMissing" | "DeniedVersionAvoided" | "DeniedVersionUnreadable" | "GroupWithoutMembers" | "MembersInNoStage" | "NoMembers" | "NotAksCluster" | "NobodyMayApprove" | "TooFewApprovers" | "HostNotAllowed" | "GateTimePassed" | "DuplicateStage" | "DuplicateGroup" | "TooManyStages" | "TooManyGroups" | "TooManyAtOnce" | "InventoryMissing") | string;
                            count?: number;
                            group?: string;
                            members?: string[];
                            message: string;
                            /** @enum {string} */
                            severity: "error" | "warning";
                            stage?: string;
                        }[];
                        fleets: string[];
                        implicit: boolean;
                        lastError?: {
                            act?: string;
                            code: string;
                            count: number;
                            message: string;
                            nextTry?: string;
                            since: string;
                            where?: string;
                        };
                        leaveOut?: ("AlreadyAtTarget" | "AheadOfTarget" | "ClusterStopped" | "ClusterNotReadable" | "ClusterBusy" | "ClusterFailed" | "MembershipFailed" | "NodePoolStopped" | "NodePoolFailed" | "NodePoolBehind" | "NodePoolAhead" | "NodePoolTooFarBehind" | "NodeImageUnknown" | "AzureLinux2" | "VersionOutOfSupport" | "VersionNotOffered" | "TooFarBehind" | "VersionDenied" | "MinorVersionSkipped" | "NoCommonPatch" | "OfferedVersionsUnknown" | "ImageFamilyMissing")[];
                        leftFleetRuns?: {
                            fleet: string;
                            lastError?: {
                                act?: string;
                                code: string;
                                count: number;
                                message: string;
                                nextTry?: string;
                                since: string;
                                where?: string;
                            };
                            name: string;
                            since: string;
                        }[];
                        leftOutCount?: number;
                        managedClusterUpdate: {
                            nodeImageSelection?: {
                                /** @enum {string} */
                                type: "Latest" | "Consistent";
                            } | {
                                customNodeImageVersions: {
                                    version: string;
                                }[];
                                /** @constant */
                                type: "Custom";
                            };
                            upgrade: {
                                kubernetesVersion: string;
                                /** @enum {string} */
                                type: "Full" | "ControlPlaneOnly";
                            } | {
                                /** @constant */
                                type: "NodeImageOnly";
                            };
                        };
                        maxAllowedFailures?: number;
                        members?: {
                            fleet: string;
                            name: string;
                        }[];
                        message?: string;
                        name: string;
                        policy?: {
                            /** @enum {string} */
                            budgetMode?: "Soft" | "Strict";
                            busyClusterWaitInSeconds?: number;
                            maxAllowedFailures?: string;
                            maxConcurrency?: string;
                            /** @enum {string} */
                            onStoppedCluster?: "Fail" | "Skip";
                            retries?: {
                                count: number;
                                delayInSeconds: number;
                            };
                        };
                        policyChange?: {
                            at: string;
                            by: string;
                            number: number;
                        };
                        postponedCount?: number;
                        seen?: string;
                        selectedNodeImageVersions: {
                            version: string;
                        }[];
                        stages: {
                            afterGates?: {
                                approvers?: string[];
                                checks?: ({
                                    name?: string;
                                    /** @constant */
                                    type: "Clusters";
                                } | {
                                    name?: string;
                                    rules?: ("NodesReady" | "PodsReady" | "ApiServerLoad" | "EtcdSize" | "PodsScheduled")[];
                                    /** @constant */
                                    type: "Metrics";
                                } | {
                                    name?: string;
                                    /** @constant */
                                    type: "ResourceHealth";
                                } | {
                                    /** @enum {string} */
                                    maximumSeverity?: "Sev0" | "Sev1" | "Sev2" | "Sev3" | "Sev4";
                                    name?: string;
                                    /** @constant */
                                    type: "Alerts";
                                } | {
                                    endpoint: string;
                                    failureCondition?: string;
                                    name?: string;
                                    query: string;
                                    successCondition?: string;
                                    /** @constant */
                                    type: "Prometheus";
                                } | {
                                    expectedStatus?: number;
                                    name?: string;
                                    /** @constant */
                                    type: "Http";
                                    /** Format: uri */
                                    url: string;
                                })[];
                                completedTime?: string;
                                consecutiveErrorLimit?: number;
                                decisions: {
                                    at: string;
                                    by: string;
                                    comment?: string;
                                    /** @enum {string} */
                                    decision: "Approved" | "Rejected";
                                }[];
                                expiresAt?: string;
                                expiresInSeconds?: number;
                                failureLimit?: number;
                                group?: string;
                                health?: {
                                    errorsInARow: number;
                                    evaluations: number;
                                    failed: number;
                                    healthySince?: string;
                                    inconclusive: number;
                                    lastAt?: string;
                                    recent: {
                                        checks: {
                                            evidence?: {
                                                cluster?: string;
                                                rule?: string;
                                                value?: string | number;
                                                what: string;
                                            }[];
                                            message: string;
                                            name?: string;
                                            /** @enum {string} */
                                            outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                            type: string;
                                        }[];
                                        number: number;
                                        /** @enum {string} */
                                        outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                        time: string;
                                    }[];
                                    unhealthy: {
                                        checks: {
                                            evidence?: {
                                                cluster?: string;
                                                rule?: string;
                                                value?: string | number;
                                                what: string;
                                            }[];
                                            message: string;
                                            name?: string;
                                            /** @enum {string} */
                                            outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                            type: string;
                                        }[];
                                        number: number;
                                        /** @enum {string} */
                                        outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                        time: string;
                                    }[];
                                };
                                heldAt?: string;
                                id: string;
                                inconclusiveLimit?: number;
                                initialDelayInSeconds?: number;
                                instructions?: string;
                                intervalInSeconds?: number;
                                message?: string;
                                minimumApprovals?: number;
                                name: string;
                                notBefore?: string | {
                                    /** @enum {string} */
                                    day: "Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun";
                                    time: string;
                                    timeZone: string;
                                };
                                /** @enum {string} */
                                onFailure?: "Fail" | "Hold";
                                requesterMayApprove?: boolean;
                                soakInSeconds?: number;
                                stage: string;
                                startTime?: string;
                                /** @enum {string} */
                                state: "NotStarted" | "Pending" | "Completed" | "Failed" | "Skipped";
                                timeoutInSeconds?: number;
                                /** @enum {string} */
                                timing: "Before" | "After";
                                /** @enum {string} */
                                type: "Approval" | "Health" | "ScheduledStart";
                                until?: string;
                            }[];
                            afterStageWait?: {
                                completedTime?: string;
                                durationInSeconds: number;
                                startTime?: string;
                                /** @enum {string} */
                                state: "NotStarted" | "Pending" | "Running" | "Stopping" | "Stopped" | "Skipped" | "Failed" | "Completed";
                            };
                            beforeGates?: {
                                approvers?: string[];
                                checks?: ({
                                    name?: string;
                                    /** @constant */
                                    type: "Clusters";
                                } | {
                                    name?: string;
                                    rules?: ("NodesReady" | "PodsReady" | "ApiServerLoad" | "EtcdSize" | "PodsScheduled")[];
                                    /** @constant */
                                    type: "Metrics";
                                } | {
                                    name?: string;
                                    /** @constant */
                                    type: "ResourceHealth";
                                } | {
                                    /** @enum {string} */
                                    maximumSeverity?: "Sev0" | "Sev1" | "Sev2" | "Sev3" | "Sev4";
                                    name?: string;
                                    /** @constant */
                                    type: "Alerts";
                                } | {
                                    endpoint: string;
                                    failureCondition?: string;
                                    name?: string;
                                    query: string;
                                    successCondition?: string;
                                    /** @constant */
                                    type: "Prometheus";
                                } | {
                                    expectedStatus?: number;
                                    name?: string;
                                    /** @constant */
                                    type: "Http";
                                    /** Format: uri */
                                    url: string;
                                })[];
                                completedTime?: string;
                                consecutiveErrorLimit?: number;
                                decisions: {
                                    at: string;
                                    by: string;
                                    comment?: string;
                                    /** @enum {string} */
                                    decision: "Approved" | "Rejected";
                                }[];
                                expiresAt?: string;
                                expiresInSeconds?: number;
                                failureLimit?: number;
                                group?: string;
                                health?: {
                                    errorsInARow: number;
                                    evaluations: number;
                                    failed: number;
                                    healthySince?: string;
                                    inconclusive: number;
                                    lastAt?: string;
                                    recent: {
                                        checks: {
                                            evidence?: {
                                                cluster?: string;
                                                rule?: string;
                                                value?: string | number;
                                                what: string;
                                            }[];
                                            message: string;
                                            name?: string;
                                            /** @enum {string} */
                                            outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                            type: string;
                                        }[];
                                        number: number;
                                        /** @enum {string} */
                                        outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                        time: string;
                                    }[];
                                    unhealthy: {
                                        checks: {
                                            evidence?: {
                                                cluster?: string;
                                                rule?: string;
                                                value?: string | number;
                                                what: string;
                                            }[];
                                            message: string;
                                            name?: string;
                                            /** @enum {string} */
                                            outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                            type: string;
                                        }[];
                                        number: number;
                                        /** @enum {string} */
                                        outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                        time: string;
                                    }[];
                                };
                                heldAt?: string;
                                id: string;
                                inconclusiveLimit?: number;
                                initialDelayInSeconds?: number;
                                instructions?: string;
                                intervalInSeconds?: number;
                                message?: string;
                                minimumApprovals?: number;
                                name: string;
                                notBefore?: string | {
                                    /** @enum {string} */
                                    day: "Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun";
                                    time: string;
                                    timeZone: string;
                                };
                                /** @enum {string} */
                                onFailure?: "Fail" | "Hold";
                                requesterMayApprove?: boolean;
                                soakInSeconds?: number;
                                stage: string;
                                startTime?: string;
                                /** @enum {string} */
                                state: "NotStarted" | "Pending" | "Completed" | "Failed" | "Skipped";
                                timeoutInSeconds?: number;
                                /** @enum {string} */
                                timing: "Before" | "After";
                                /** @enum {string} */
                                type: "Approval" | "Health" | "ScheduledStart";
                                until?: string;
                            }[];
                            completedTime?: string;
                            failureCount?: number;
                            groups: {
                                afterGates?: {
                                    approvers?: string[];
                                    checks?: ({
                                        name?: string;
                                        /** @constant */
                                        type: "Clusters";
                                    } | {
                                        name?: string;
                                        rules?: ("NodesReady" | "PodsReady" | "ApiServerLoad" | "EtcdSize" | "PodsScheduled")[];
                                        /** @constant */
                                        type: "Metrics";
                                    } | {
                                        name?: string;
                                        /** @constant */
                                        type: "ResourceHealth";
                                    } | {
                                        /** @enum {string} */
                                        maximumSeverity?: "Sev0" | "Sev1" | "Sev2" | "Sev3" | "Sev4";
                                        name?: string;
                                        /** @constant */
                                        type: "Alerts";
                                    } | {
                                        endpoint: string;
                                        failureCondition?: string;
                                        name?: string;
                                        query: string;
                                        successCondition?: string;
                                        /** @constant */
                                        type: "Prometheus";
                                    } | {
                                        expectedStatus?: number;
                                        name?: string;
                                        /** @constant */
                                        type: "Http";
                                        /** Format: uri */
                                        url: string;
                                    })[];
                                    completedTime?: string;
                                    consecutiveErrorLimit?: number;
                                    decisions: {
                                        at: string;
                                        by: string;
                                        comment?: string;
                                        /** @enum {string} */
                                        decision: "Approved" | "Rejected";
                                    }[];
                                    expiresAt?: string;
                                    expiresInSeconds?: number;
                                    failureLimit?: number;
                                    group?: string;
                                    health?: {
                                        errorsInARow: number;
                                        evaluations: number;
                                        failed: number;
                                        healthySince?: string;
                                        inconclusive: number;
                                        lastAt?: string;
                                        recent: {
                                            checks: {
                                                evidence?: {
                                                    cluster?: string;
                                                    rule?: string;
                                                    value?: string | number;
                                                    what: string;
                                                }[];
                                                message: string;
                                                name?: string;
                                                /** @enum {string} */
                                                outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                                type: string;
                                            }[];
                                            number: number;
                                            /** @enum {string} */
                                            outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                            time: string;
                                        }[];
                                        unhealthy: {
                                            checks: {
                                                evidence?: {
                                                    cluster?: string;
                                                    rule?: string;
                                                    value?: string | number;
                                                    what: string;
                                                }[];
                                                message: string;
                                                name?: string;
                                                /** @enum {string} */
                                                outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                                type: string;
                                            }[];
                                            number: number;
                                            /** @enum {string} */
                                            outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                            time: string;
                                        }[];
                                    };
                                    heldAt?: string;
                                    id: string;
                                    inconclusiveLimit?: number;
                                    initialDelayInSeconds?: number;
                                    instructions?: string;
                                    intervalInSeconds?: number;
                                    message?: string;
                                    minimumApprovals?: number;
                                    name: string;
                                    notBefore?: string | {
                                        /** @enum {string} */
                                        day: "Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun";
                                        time: string;
                                        timeZone: string;
                                    };
                                    /** @enum {string} */
                                    onFailure?: "Fail" | "Hold";
                                    requesterMayApprove?: boolean;
                                    soakInSeconds?: number;
                                    stage: string;
                                    startTime?: string;
                                    /** @enum {string} */
                                    state: "NotStarted" | "Pending" | "Completed" | "Failed" | "Skipped";
                                    timeoutInSeconds?: number;
                                    /** @enum {string} */
                                    timing: "Before" | "After";
                                    /** @enum {string} */
                                    type: "Approval" | "Health" | "ScheduledStart";
                                    until?: string;
                                }[];
                                beforeGates?: {
                                    approvers?: string[];
                                    checks?: ({
                                        name?: string;
                                        /** @constant */
                                        type: "Clusters";
                                    } | {
                                        name?: string;
                                        rules?: ("NodesReady" | "PodsReady" | "ApiServerLoad" | "EtcdSize" | "PodsScheduled")[];
                                        /** @constant */
                                        type: "Metrics";
                                    } | {
                                        name?: string;
                                        /** @constant */
                                        type: "ResourceHealth";
                                    } | {
                                        /** @enum {string} */
                                        maximumSeverity?: "Sev0" | "Sev1" | "Sev2" | "Sev3" | "Sev4";
                                        name?: string;
                                        /** @constant */
                                        type: "Alerts";
                                    } | {
                                        endpoint: string;
                                        failureCondition?: string;
                                        name?: string;
                                        query: string;
                                        successCondition?: string;
                                        /** @constant */
                                        type: "Prometheus";
                                    } | {
                                        expectedStatus?: number;
                                        name?: string;
                                        /** @constant */
                                        type: "Http";
                                        /** Format: uri */
                                        url: string;
                                    })[];
                                    completedTime?: string;
                                    consecutiveErrorLimit?: number;
                                    decisions: {
                                        at: string;
                                        by: string;
                                        comment?: string;
                                        /** @enum {string} */
                                        decision: "Approved" | "Rejected";
                                    }[];
                                    expiresAt?: string;
                                    expiresInSeconds?: number;
                                    failureLimit?: number;
                                    group?: string;
                                    health?: {
                                        errorsInARow: number;
                                        evaluations: number;
                                        failed: number;
                                        healthySince?: string;
                                        inconclusive: number;
                                        lastAt?: string;
                                        recent: {
                                            checks: {
                                                evidence?: {
                                                    cluster?: string;
                                                    rule?: string;
                                                    value?: string | number;
                                                    what: string;
                                                }[];
                                                message: string;
                                                name?: string;
                                                /** @enum {string} */
                                                outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                                type: string;
                                            }[];
                                            number: number;
                                            /** @enum {string} */
                                            outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                            time: string;
                                        }[];
                                        unhealthy: {
                                            checks: {
                                                evidence?: {
                                                    cluster?: string;
                                                    rule?: string;
                                                    value?: string | number;
                                                    what: string;
                                                }[];
                                                message: string;
                                                name?: string;
                                                /** @enum {string} */
                                                outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                                type: string;
                                            }[];
                                            number: number;
                                            /** @enum {string} */
                                            outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                            time: string;
                                        }[];
                                    };
                                    heldAt?: string;
                                    id: string;
                                    inconclusiveLimit?: number;
                                    initialDelayInSeconds?: number;
                                    instructions?: string;
                                    intervalInSeconds?: number;
                                    message?: string;
                                    minimumApprovals?: number;
                                    name: string;
                                    notBefore?: string | {
                                        /** @enum {string} */
                                        day: "Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun";
                                        time: string;
                                        timeZone: string;
                                    };
                                    /** @enum {string} */
                                    onFailure?: "Fail" | "Hold";
                                    requesterMayApprove?: boolean;
                                    soakInSeconds?: number;
                                    stage: string;
                                    startTime?: string;
                                    /** @enum {string} */
                                    state: "NotStarted" | "Pending" | "Completed" | "Failed" | "Skipped";
                                    timeoutInSeconds?: number;
                                    /** @enum {string} */
                                    timing: "Before" | "After";
                                    /** @enum {string} */
                                    type: "Approval" | "Health" | "ScheduledStart";
                                    until?: string;
                                }[];
                                completedTime?: string;
                                failureCount?: number;
                                lastError?: {
                                    act?: string;
                                    code: string;
                                    count: number;
                                    message: string;
                                    nextTry?: string;
                                    since: string;
                                    where?: string;
                                };
                                leftOutCount?: number;
                                maxAllowedFailures?: number;
                                maxConcurrency?: string;
                                members: {
                                    advice?: string;
                                    clusterResourceId: string;
                                    completedTime?: string;
                                    error?: {
                                        code: string;
                                        message: string;
                                    };
                                    fleet: string;
                                    from: {
                                        kubernetesVersion?: string;
                                        nodePools: {
                                            kubernetesVersion?: string;
                                            name: string;
                                            nodeImageVersion?: string;
                                        }[];
                                    };
                                    lastFailure?: {
                                        at: string;
                                        code?: string;
                                        message: string;
                                    };
                                    message?: string;
                                    name: string;
                                    operationId?: string;
                                    retryAt?: string;
                                    startTime?: string;
                                    /** @enum {string} */
                                    state: "NotStarted" | "Pending" | "Running" | "Stopping" | "Stopped" | "Skipped" | "Failed" | "Completed";
                                    to: {
                                        kubernetesVersion?: string;
                                        nodePools: {
                                            kubernetesVersion?: string;
                                            name: string;
                                            nodeImageVersion?: string;
                                        }[];
                                    };
                                    tries?: number;
                                    waiting?: {
                                        gate?: string;
                                        message: string;
                                        reason: ("Gate" | "Freeze" | "Window" | "FailureBudget" | "Concurrency" | "LockedBy" | "ClusterBusy" | "MaintenanceWindow" | "VersionNotInRegion" | "FleetManager" | "Assignment" | "AfterStageWait" | "Retry" | "Azure") | string;
                                        since: string;
                                        until?: string;
                                    };
                                }[];
                                message?: string;
                                name: string;
                                startTime?: string;
                                /** @enum {string} */
                                state: "NotStarted" | "Pending" | "Running" | "Stopping" | "Stopped" | "Skipped" | "Failed" | "Completed";
                                /** @constant */
                                unchanged?: true;
                                waiting?: {
                                    gate?: string;
                                    message: string;
                                    reason: ("Gate" | "Freeze" | "Window" | "FailureBudget" | "Concurrency" | "LockedBy" | "ClusterBusy" | "MaintenanceWindow" | "VersionNotInRegion" | "FleetManager" | "Assignment" | "AfterStageWait" | "Retry" | "Azure") | string;
                                    since: string;
                                    until?: string;
                                };
                                waitingSince?: string;
                            }[];
                            maxAllowedFailures?: number;
                            maxConcurrency?: string;
                            message?: string;
                            name: string;
                            startTime?: string;
                            startWindows?: {
                                dates?: {
                                    from: string | (string & (unknown & unknown));
                                    to: string | (string & (unknown & unknown));
                                }[];
                                hours?: {
                                    days: ("Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun")[];
                                    from: string;
                                    to: string;
                                }[];
                                timeZone: string;
                            };
                            /** @enum {string} */
                            state: "NotStarted" | "Pending" | "Running" | "Stopping" | "Stopped" | "Skipped" | "Failed" | "Completed";
                            waiting?: {
                                gate?: string;
                                message: string;
                                reason: ("Gate" | "Freeze" | "Window" | "FailureBudget" | "Concurrency" | "LockedBy" | "ClusterBusy" | "MaintenanceWindow" | "VersionNotInRegion" | "FleetManager" | "Assignment" | "AfterStageWait" | "Retry" | "Azure") | string;
                                since: string;
                                until?: string;
                            };
                        }[];
                        startTime?: string;
                        /** @enum {string} */
                        state: "NotStarted" | "Pending" | "Running" | "Stopping" | "Stopped" | "Skipped" | "Failed" | "Completed";
                        strategy?: string;
                        versionsFrom?: {
                            run: string;
                        };
                        waiting?: {
                            gate?: string;
                            message: string;
                            reason: ("Gate" | "Freeze" | "Window" | "FailureBudget" | "Concurrency" | "LockedBy" | "ClusterBusy" | "MaintenanceWindow" | "VersionNotInRegion" | "FleetManager" | "Assignment" | "AfterStageWait" | "Retry" | "Azure") | string;
                            since: string;
                            until?: string;
                        };
                        waitingSince?: string;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    abandonRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Abandoned */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRunEvents: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The events */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        value: {
                            actor?: string;
                            attempt?: number;
                            fleet?: string;
                            from?: string;
                            gate?: string;
                            group?: string;
                            member?: string;
                            message: string;
                            stage?: string;
                            time: string;
                            to?: string;
                            type: ("RunCreated" | "AttemptStarted" | "PlanFrozen" | "PlanChanged" | "StageStateChanged" | "WaitStateChanged" | "GateApproved" | "GateRejected" | "GateDecisionCameTooLate" | "GateStateChanged" | "GroupStateChanged" | "MemberStateChanged" | "PolicyChanged" | "StopRequested" | "StopForFailure" | "StopForStoppedElsewhere" | "SkipRequested" | "SkipCameTooLate" | "FleetRunStartedElsewhere" | "FleetRunLeft" | "FleetRunTidied" | "FleetRunAbandoned" | "OrchestrationStartedAgain" | "RunAbandoned" | "AttemptEnded" | "DeletionRequested") | string;
                        }[];
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getGate: {
        parameters: {
            query?: {
                refresh?: "true" | "false";
            };
            header?: never;
            path: {
                id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The gate */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        allowed: {
                            allowed: boolean;
                            /** @enum {string} */
                            because?: "Role" | "State";
                            message?: string;
                        };
                        approvers?: string[];
                        checks?: ({
                            name?: string;
                            /** @constant */
                            type: "Clusters";
                        } | {
                            name?: string;
                            rules?: ("NodesReady" | "PodsReady" | "ApiServerLoad" | "EtcdSize" | "PodsScheduled")[];
                            /** @constant */
                            type: "Metrics";
                        } | {
                            name?: string;
                            /** @constant */
                            type: "ResourceHealth";
                        } | {
                            /** @enum {string} */
                            maximumSeverity?: "Sev0" | "Sev1" | "Sev2" | "Sev3" | "Sev4";
                            name?: string;
                            /** @constant */
                            type: "Alerts";
                        } | {
                            endpoint: string;
                            failureCondition?: string;
                            name?: string;
                            query: string;
                            successCondition?: string;
                            /** @constant */
                            type: "Prometheus";
                        } | {
                            expectedStatus?: number;
                            name?: string;
                            /** @constant */
                            type: "Http";
                            /** Format: uri */
                            url: string;
                        })[];
                        completedTime?: string;
                        consecutiveErrorLimit?: number;
                        decisions: {
                            at: string;
                            by: string;
                            comment?: string;
                            /** @enum {string} */
                            decision: "Approved" | "Rejected";
                        }[];
                        expiresAt?: string;
                        expiresInSeconds?: number;
                        failureLimit?: number;
                        group?: string;
                        health?: {
                            errorsInARow: number;
                            evaluations: number;
                            failed: number;
                            healthySince?: string;
                            inconclusive: number;
                            lastAt?: string;
                            recent: {
                                checks: {
                                    evidence?: {
                                        cluster?: string;
                                        rule?: string;
                                        value?: string | number;
                                        what: string;
                                    }[];
                                    message: string;
                                    name?: string;
                                    /** @enum {string} */
                                    outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                    type: string;
                                }[];
                                number: number;
                                /** @enum {string} */
                                outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                time: string;
                            }[];
                            unhealthy: {
                                checks: {
                                    evidence?: {
                                        cluster?: string;
                                        rule?: string;
                                        value?: string | number;
                                        what: string;
                                    }[];
                                    message: string;
                                    name?: string;
                                    /** @enum {string} */
                                    outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                    type: string;
                                }[];
                                number: number;
                                /** @enum {string} */
                                outcome: "Failed" | "Error" | "Inconclusive" | "Successful";
                                time: string;
                            }[];
                        };
                        heldAt?: string;
                        id: string;
                        inconclusiveLimit?: number;
                        initialDelayInSeconds?: number;
                        instructions?: string;
                        intervalInSeconds?: number;
                        message?: string;
                        minimumApprovals?: number;
                        name: string;
                        notBefore?: string | {
                            /** @enum {string} */
                            day: "Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun";
                            time: string;
                            timeZone: string;
                        };
                        /** @enum {string} */
                        onFailure?: "Fail" | "Hold";
                        readiness: {
                            asOf: {
                                [key: string]: string;
                            };
                            findings: {
                                code: ("AlreadyAtTarget" | "AheadOfTarget" | "ClusterStopped" | "ClusterNotReadable" | "ClusterBusy" | "ClusterFailed" | "MembershipFailed" | "NodePoolStopped" | "NodePoolFailed" | "NodePoolBehind" | "NodePoolAhead" | "NodePoolTooFarBehind" | "NodeImageUnknown" | "AzureLinux2" | "VersionOutOfSupport" | "VersionNotOffered" | "TooFarBehind" | "VersionDenied" | "MinorVersionSkipped" | "NoCommonPatch" | "OfferedVersionsUnknown" | "ImageFamilyMissing" | "DeniedVersionAvoided" | "DeniedVersionUnreadable" | "GroupWithoutMembers" | "MembersInNoStage" | "NoMembers" | "NotAksCluster" | "NobodyMayApprove" | "TooFewApprovers" | "HostNotAllowed" | "GateTimePassed" | "DuplicateStage" | "DuplicateGroup" | "TooManyStages" | "TooManyGroups" | "TooManyAtOnce" | "InventoryMissing") | string;
                                count?: number;
                                group?: string;
                                members?: string[];
                                message: string;
                                /** @enum {string} */
                                severity: "error" | "warning";
                                stage?: string;
                            }[];
                            freezes: string[];
                        };
                        requesterMayApprove?: boolean;
                        requesters: string[];
                        run: string;
                        soakInSeconds?: number;
                        stage: string;
                        startTime?: string;
                        /** @enum {string} */
                        state: "NotStarted" | "Pending" | "Completed" | "Failed" | "Skipped";
                        timeoutInSeconds?: number;
                        /** @enum {string} */
                        timing: "Before" | "After";
                        /** @enum {string} */
                        type: "Approval" | "Health" | "ScheduledStart";
                        until?: string;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    approveGate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    comment?: string;
                };
            };
        };
        responses: {
            /** @description Will be counted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rejectGate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    comment?: string;
                };
            };
        };
        responses: {
            /** @description Will be counted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    skipGate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Will be counted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRunPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The policy */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        budgetMode?: "Soft" | "Strict";
                        busyClusterWaitInSeconds?: number;
                        maxAllowedFailures?: string;
                        maxConcurrency?: string;
                        /** @enum {string} */
                        onStoppedCluster?: "Fail" | "Skip";
                        retries?: {
                            count: number;
                            delayInSeconds: number;
                        };
                        stages: {
                            [key: string]: {
                                afterStageWaitInSeconds?: number;
                                groups: {
                                    [key: string]: {
                                        maxAllowedFailures?: string;
                                        maxConcurrency?: string;
                                    };
                                };
                                maxAllowedFailures?: string;
                                maxConcurrency?: string;
                                startWindows?: {
                                    dates?: {
                                        from: string | (string & (unknown & unknown));
                                        to: string | (string & (unknown & unknown));
                                    }[];
                                    hours?: {
                                        days: ("Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun")[];
                                        from: string;
                                        to: string;
                                    }[];
                                    timeZone: string;
                                };
                            };
                        };
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeRunPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    budgetMode?: ("Soft" | "Strict") | null;
                    busyClusterWaitInSeconds?: number | null;
                    maxAllowedFailures?: string | null;
                    maxConcurrency?: string | null;
                    onStoppedCluster?: ("Fail" | "Skip") | null;
                    retries?: {
                        count: number;
                        delayInSeconds: number;
                    } | null;
                    stages?: {
                        [key: string]: {
                            afterStageWaitInSeconds?: number | null;
                            groups?: {
                                [key: string]: {
                                    maxAllowedFailures?: string | null;
                                    maxConcurrency?: string | null;
                                };
                            };
                            maxAllowedFailures?: string | null;
                            maxConcurrency?: string | null;
                            startWindows?: {
                                dates?: {
                                    from: string | (string & (unknown & unknown));
                                    to: string | (string & (unknown & unknown));
                                }[];
                                hours?: {
                                    days: ("Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun")[];
                                    from: string;
                                    to: string;
                                }[];
                                timeZone: string;
                            } | null;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description The policy as it holds now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        budgetMode?: "Soft" | "Strict";
                        busyClusterWaitInSeconds?: number;
                        maxAllowedFailures?: string;
                        maxConcurrency?: string;
                        /** @enum {string} */
                        onStoppedCluster?: "Fail" | "Skip";
                        retries?: {
                            count: number;
                            delayInSeconds: number;
                        };
                        stages: {
                            [key: string]: {
                                afterStageWaitInSeconds?: number;
                                groups: {
                                    [key: string]: {
                                        maxAllowedFailures?: string;
                                        maxConcurrency?: string;
                                    };
                                };
                                maxAllowedFailures?: string;
                                maxConcurrency?: string;
                                startWindows?: {
                                    dates?: {
                                        from: string | (string & (unknown & unknown));
                                        to: string | (string & (unknown & unknown));
                                    }[];
                                    hours?: {
                                        days: ("Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun")[];
                                        from: string;
                                        to: string;
                                    }[];
                                    timeZone: string;
                                };
                            };
                        };
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    skipTargets: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    targets: ({
                        fleet?: string;
                        name: string;
                        /** @constant */
                        type: "Member";
                    } | {
                        name: string;
                        /** @enum {string} */
                        type: "Group" | "Stage" | "AfterStageWait";
                    } | {
                        name: string;
                        reason: string;
                        /** @constant */
                        type: "Gate";
                    })[];
                };
            };
        };
        responses: {
            /** @description Will be skipped */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    overrideFreezes?: boolean;
                };
            };
        };
        responses: {
            /** @description Started */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stopRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Will stop */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name: string;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSchema: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The schema */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listStrategies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The strategies */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        unreadable?: {
                            name: string;
                            reason: string;
                        }[];
                        value: {
                            changedAt: string;
                            changedBy: string;
                            createdAt: string;
                            createdBy: string;
                            name: string;
                            policy?: {
                                /** @enum {string} */
                                budgetMode?: "Soft" | "Strict";
                                busyClusterWaitInSeconds?: number;
                                maxAllowedFailures?: string;
                                maxConcurrency?: string;
                                /** @enum {string} */
                                onStoppedCluster?: "Fail" | "Skip";
                                retries?: {
                                    count: number;
                                    delayInSeconds: number;
                                };
                            };
                            stages: {
                                afterGates?: ({
                                    approvers?: string[];
                                    expiresInSeconds?: number;
                                    instructions?: string;
                                    minimumApprovals?: number;
                                    name: string;
                                    requesterMayApprove?: boolean;
                                    /** @constant */
                                    type: "Approval";
                                } | {
                                    checks: ({
                                        name?: string;
                                        /** @constant */
                                        type: "Clusters";
                                    } | {
                                        name?: string;
                                        rules?: ("NodesReady" | "PodsReady" | "ApiServerLoad" | "EtcdSize" | "PodsScheduled")[];
                                        /** @constant */
                                        type: "Metrics";
                                    } | {
                                        name?: string;
                                        /** @constant */
                                        type: "ResourceHealth";
                                    } | {
                                        /** @enum {string} */
                                        maximumSeverity?: "Sev0" | "Sev1" | "Sev2" | "Sev3" | "Sev4";
                                        name?: string;
                                        /** @constant */
                                        type: "Alerts";
                                    } | {
                                        endpoint: string;
                                        failureCondition?: string;
                                        name?: string;
                                        query: string;
                                        successCondition?: string;
                                        /** @constant */
                                        type: "Prometheus";
                                    } | {
                                        expectedStatus?: number;
                                        name?: string;
                                        /** @constant */
                                        type: "Http";
                                        /** Format: uri */
                                        url: string;
                                    })[];
                                    consecutiveErrorLimit?: number;
                                    failureLimit?: number;
                                    inconclusiveLimit?: number;
                                    initialDelayInSeconds?: number;
                                    intervalInSeconds?: number;
                                    name: string;
                                    /** @enum {string} */
                                    onFailure?: "Fail" | "Hold";
                                    soakInSeconds?: number;
                                    timeoutInSeconds: number;
                                    /** @constant */
                                    type: "Health";
                                })[];
                                afterStageWaitInSeconds?: number;
                                beforeGates?: ({
                                    approvers?: string[];
                                    expiresInSeconds?: number;
                                    instructions?: string;
                                    minimumApprovals?: number;
                                    name: string;
                                    requesterMayApprove?: boolean;
                                    /** @constant */
                                    type: "Approval";
                                } | {
                                    checks: ({
                                        name?: string;
                                        /** @constant */
                                        type: "Clusters";
                                    } | {
                                        name?: string;
                                        rules?: ("NodesReady" | "PodsReady" | "ApiServerLoad" | "EtcdSize" | "PodsScheduled")[];
                                        /** @constant */
                                        type: "Metrics";
                                    } | {
                                        name?: string;
                                        /** @constant */
                                        type: "ResourceHealth";
                                    } | {
                                        /** @enum {string} */
                                        maximumSeverity?: "Sev0" | "Sev1" | "Sev2" | "Sev3" | "Sev4";
                                        name?: string;
                                        /** @constant */
                                        type: "Alerts";
                                    } | {
                                        endpoint: string;
                                        failureCondition?: string;
                                        name?: string;
                                        query: string;
                                        successCondition?: string;
                                        /** @constant */
                                        type: "Prometheus";
                                    } | {
                                        expectedStatus?: number;
                                        name?: string;
                                        /** @constant */
                                        type: "Http";
                                        /** Format: uri */
                                        url: string;
                                    })[];
                                    consecutiveErrorLimit?: number;
                                    failureLimit?: number;
                                    inconclusiveLimit?: number;
                                    initialDelayInSeconds?: number;
                                    intervalInSeconds?: number;
                                    name: string;
                                    /** @enum {string} */
                                    onFailure?: "Fail" | "Hold";
                                    soakInSeconds?: number;
                                    timeoutInSeconds: number;
                                    /** @constant */
                                    type: "Health";
                                } | {
                                    name: string;
                                    notBefore: string | {
                                        /** @enum {string} */
                                        day: "Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun";
                                        time: string;
                                        timeZone: string;
                                    };
                                    /** @constant */
                                    type: "ScheduledStart";
                                })[];
                                groups: {
                                    afterGates?: ({
                                        approvers?: string[];
                                        expiresInSeconds?: number;
                                        instructions?: string;
                                        minimumApprovals?: number;
                                        name: string;
                                        requesterMayApprove?: boolean;
                                        /** @constant */
                                        type: "Approval";
                                    } | {
                                        checks: ({
                                            name?: string;
                                            /** @constant */
                                            type: "Clusters";
                                        } | {
                                            name?: string;
                                            rules?: ("NodesReady" | "PodsReady" | "ApiServerLoad" | "EtcdSize" | "PodsScheduled")[];
                                            /** @constant */
                                            type: "Metrics";
                                        } | {
                                            name?: string;
                                            /** @constant */
                                            type: "ResourceHealth";
                                        } | {
                                            /** @enum {string} */
                                            maximumSeverity?: "Sev0" | "Sev1" | "Sev2" | "Sev3" | "Sev4";
                                            name?: string;
                                            /** @constant */
                                            type: "Alerts";
                                        } | {
                                            endpoint: string;
                                            failureCondition?: string;
                                            name?: string;
                                            query: string;
                                            successCondition?: string;
                                            /** @constant */
                                            type: "Prometheus";
                                        } | {
                                            expectedStatus?: number;
                                            name?: string;
                                            /** @constant */
                                            type: "Http";
                                            /** Format: uri */
                                            url: string;
                                        })[];
                                        consecutiveErrorLimit?: number;
                                        failureLimit?: number;
                                        inconclusiveLimit?: number;
                                        initialDelayInSeconds?: number;
                                        intervalInSeconds?: number;
                                        name: string;
                                        /** @enum {string} */
                                        onFailure?: "Fail" | "Hold";
                                        soakInSeconds?: number;
                                        timeoutInSeconds: number;
                                        /** @constant */
                                        type: "Health";
                                    })[];
                                    beforeGates?: ({
                                        approvers?: string[];
                                        expiresInSeconds?: number;
                                        instructions?: string;
                                        minimumApprovals?: number;
                                        name: string;
                                        requesterMayApprove?: boolean;
                                        /** @constant */
                                        type: "Approval";
                                    } | {
                                        checks: ({
                                            name?: string;
                                            /** @constant */
                                            type: "Clusters";
                                        } | {
                                            name?: string;
                                            rules?: ("NodesReady" | "PodsReady" | "ApiServerLoad" | "EtcdSize" | "PodsScheduled")[];
                                            /** @constant */
                                            type: "Metrics";
                                        } | {
                                            name?: string;
                                            /** @constant */
                                            type: "ResourceHealth";
                                        } | {
                                            /** @enum {string} */
                                            maximumSeverity?: "Sev0" | "Sev1" | "Sev2" | "Sev3" | "Sev4";
                                            name?: string;
                                            /** @constant */
                                            type: "Alerts";
                                        } | {
                                            endpoint: string;
                                            failureCondition?: string;
                                            name?: string;
                                            query: string;
                                            successCondition?: string;
                                            /** @constant */
                                            type: "Prometheus";
                                        } | {
                                            expectedStatus?: number;
                                            name?: string;
                                            /** @constant */
                                            type: "Http";
                                            /** Format: uri */
                                            url: string;
                                        })[];
                                        consecutiveErrorLimit?: number;
                                        failureLimit?: number;
                                        inconclusiveLimit?: number;
                                        initialDelayInSeconds?: number;
                                        intervalInSeconds?: number;
                                        name: string;
                                        /** @enum {string} */
                                        onFailure?: "Fail" | "Hold";
                                        soakInSeconds?: number;
                                        timeoutInSeconds: number;
                                        /** @constant */
                                        type: "Health";
                                    } | {
                                        name: string;
                                        notBefore: string | {
                                            /** @enum {string} */
                                            day: "Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun";
                                            time: string;
                                            timeZone: string;
                                        };
                                        /** @constant */
                                        type: "ScheduledStart";
                                    })[];
                                    maxAllowedFailures?: string;
                                    maxConcurrency?: string;
                                    name: string;
                                }[];
                                maxAllowedFailures?: string;
                                maxConcurrency?: string;
                                name: string;
                                startWindows?: {
                                    dates?: {
                                        from: string | (string & (unknown & unknown));
                                        to: string | (string & (unknown & unknown));
                                    }[];
                                    hours?: {
                                        days: ("Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun")[];
                                        from: string;
                                        to: string;
                                    }[];
                                    timeZone: string;
                                };
                            }[];
                        }[];
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStrategy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The strategy */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changedAt: string;
                        changedBy: string;
                        createdAt: string;
                        createdBy: string;
                        name: string;
                        policy?: {
                            /** @enum {string} */
                            budgetMode?: "Soft" | "Strict";
                            busyClusterWaitInSeconds?: number;
                            maxAllowedFailures?: string;
                            maxConcurrency?: string;
                            /** @enum {string} */
                            onStoppedCluster?: "Fail" | "Skip";
                            retries?: {
                                count: number;
                                delayInSeconds: number;
                            };
                        };
                        stages: {
                            afterGates?: ({
                                approvers?: string[];
                                expiresInSeconds?: number;
                                instructions?: string;
                                minimumApprovals?: number;
                                name: string;
                                requesterMayApprove?: boolean;
                                /** @constant */
                                type: "Approval";
                            } | {
                                checks: ({
                                    name?: string;
                                    /** @constant */
                                    type: "Clusters";
                                } | {
                                    name?: string;
                                    rules?: ("NodesReady" | "PodsReady" | "ApiServerLoad" | "EtcdSize" | "PodsScheduled")[];
                                    /** @constant */
                                    type: "Metrics";
                                } | {
                                    name?: string;
                                    /** @constant */
                                    type: "ResourceHealth";
                                } | {
                                    /** @enum {string} */
                                    maximumSeverity?: "Sev0" | "Sev1" | "Sev2" | "Sev3" | "Sev4";
                                    name?: string;
                                    /** @constant */
                                    type: "Alerts";
                                } | {
                                    endpoint: string;
                                    failureCondition?: string;
                                    name?: string;
                                    query: string;
                                    successCondition?: string;
                                    /** @constant */
                                    type: "Prometheus";
                                } | {
                                    expectedStatus?: number;
                                    name?: string;
                                    /** @constant */
                                    type: "Http";
                                    /** Format: uri */
                                    url: string;
                                })[];
                                consecutiveErrorLimit?: number;
                                failureLimit?: number;
                                inconclusiveLimit?: number;
                                initialDelayInSeconds?: number;
                                intervalInSeconds?: number;
                                name: string;
                                /** @enum {string} */
                                onFailure?: "Fail" | "Hold";
                                soakInSeconds?: number;
                                timeoutInSeconds: number;
                                /** @constant */
                                type: "Health";
                            })[];
                            afterStageWaitInSeconds?: number;
                            beforeGates?: ({
                                approvers?: string[];
                                expiresInSeconds?: number;
                                instructions?: string;
                                minimumApprovals?: number;
                                name: string;
                                requesterMayApprove?: boolean;
                                /** @constant */
                                type: "Approval";
                            } | {
                                checks: ({
                                    name?: string;
                                    /** @constant */
                                    type: "Clusters";
                                } | {
                                    name?: string;
                                    rules?: ("NodesReady" | "PodsReady" | "ApiServerLoad" | "EtcdSize" | "PodsScheduled")[];
                                    /** @constant */
                                    type: "Metrics";
                                } | {
                                    name?: string;
                                    /** @constant */
                                    type: "ResourceHealth";
                                } | {
                                    /** @enum {string} */
                                    maximumSeverity?: "Sev0" | "Sev1" | "Sev2" | "Sev3" | "Sev4";
                                    name?: string;
                                    /** @constant */
                                    type: "Alerts";
                                } | {
                                    endpoint: string;
                                    failureCondition?: string;
                                    name?: string;
                                    query: string;
                                    successCondition?: string;
                                    /** @constant */
                                    type: "Prometheus";
                                } | {
                                    expectedStatus?: number;
                                    name?: string;
                                    /** @constant */
                                    type: "Http";
                                    /** Format: uri */
                                    url: string;
                                })[];
                                consecutiveErrorLimit?: number;
                                failureLimit?: number;
                                inconclusiveLimit?: number;
                                initialDelayInSeconds?: number;
                                intervalInSeconds?: number;
                                name: string;
                                /** @enum {string} */
                                onFailure?: "Fail" | "Hold";
                                soakInSeconds?: number;
                                timeoutInSeconds: number;
                                /** @constant */
                                type: "Health";
                            } | {
                                name: string;
                                notBefore: string | {
                                    /** @enum {string} */
                                    day: "Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun";
                                    time: string;
                                    timeZone: string;
                                };
                                /** @constant */
                                type: "ScheduledStart";
                            })[];
                            groups: {
                                afterGates?: ({
                                    approvers?: string[];
                                    expiresInSeconds?: number;
                                    instructions?: string;
                                    minimumApprovals?: number;
                                    name: string;
                                    requesterMayApprove?: boolean;
                                    /** @constant */
                                    type: "Approval";
                                } | {
                                    checks: ({
                                        name?: string;
                                        /** @constant */
                                        type: "Clusters";
                                    } | {
                                        name?: string;
                                        rules?: ("NodesReady" | "PodsReady" | "ApiServerLoad" | "EtcdSize" | "PodsScheduled")[];
                                        /** @constant */
                                        type: "Metrics";
                                    } | {
                                        name?: string;
                                        /** @constant */
                                        type: "ResourceHealth";
                                    } | {
                                        /** @enum {string} */
                                        maximumSeverity?: "Sev0" | "Sev1" | "Sev2" | "Sev3" | "Sev4";
                                        name?: string;
                                        /** @constant */
                                        type: "Alerts";
                                    } | {
                                        endpoint: string;
                                        failureCondition?: string;
                                        name?: string;
                                        query: string;
                                        successCondition?: string;
                                        /** @constant */
                                        type: "Prometheus";
                                    } | {
                                        expectedStatus?: number;
                                        name?: string;
                                        /** @constant */
                                        type: "Http";
                                        /** Format: uri */
                                        url: string;
                                    })[];
                                    consecutiveErrorLimit?: number;
                                    failureLimit?: number;
                                    inconclusiveLimit?: number;
                                    initialDelayInSeconds?: number;
                                    intervalInSeconds?: number;
                                    name: string;
                                    /** @enum {string} */
                                    onFailure?: "Fail" | "Hold";
                                    soakInSeconds?: number;
                                    timeoutInSeconds: number;
                                    /** @constant */
                                    type: "Health";
                                })[];
                                beforeGates?: ({
                                    approvers?: string[];
                                    expiresInSeconds?: number;
                                    instructions?: string;
                                    minimumApprovals?: number;
                                    name: string;
                                    requesterMayApprove?: boolean;
                                    /** @constant */
                                    type: "Approval";
                                } | {
                                    checks: ({
                                        name?: string;
                                        /** @constant */
                                        type: "Clusters";
                                    } | {
                                        name?: string;
                                        rules?: ("NodesReady" | "PodsReady" | "ApiServerLoad" | "EtcdSize" | "PodsScheduled")[];
                                        /** @constant */
                                        type: "Metrics";
                                    } | {
                                        name?: string;
                                        /** @constant */
                                        type: "ResourceHealth";
                                    } | {
                                        /** @enum {string} */
                                        maximumSeverity?: "Sev0" | "Sev1" | "Sev2" | "Sev3" | "Sev4";
                                        name?: string;
                                        /** @constant */
                                        type: "Alerts";
                                    } | {
                                        endpoint: string;
                                        failureCondition?: string;
                                        name?: string;
                                        query: string;
                                        successCondition?: string;
                                        /** @constant */
                                        type: "Prometheus";
                                    } | {
                                        expectedStatus?: number;
                                        name?: string;
                                        /** @constant */
                                        type: "Http";
                                        /** Format: uri */
                                        url: string;
                                    })[];
                                    consecutiveErrorLimit?: number;
                                    failureLimit?: number;
                                    inconclusiveLimit?: number;
                                    initialDelayInSeconds?: number;
                                    intervalInSeconds?: number;
                                    name: string;
                                    /** @enum {string} */
                                    onFailure?: "Fail" | "Hold";
                                    soakInSeconds?: number;
                                    timeoutInSeconds: number;
                                    /** @constant */
                                    type: "Health";
                                } | {
                                    name: string;
                                    notBefore: string | {
                                        /** @enum {string} */
                                        day: "Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun";
                                        time: string;
                                        timeZone: string;
                                    };
                                    /** @constant */
                                    type: "ScheduledStart";
                                })[];
                                maxAllowedFailures?: string;
                                maxConcurrency?: string;
                                name: string;
                            }[];
                            maxAllowedFailures?: string;
                            maxConcurrency?: string;
                            name: string;
                            startWindows?: {
                                dates?: {
                                    from: string | (string & (unknown & unknown));
                                    to: string | (string & (unknown & unknown));
                                }[];
                                hours?: {
                                    days: ("Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun")[];
                                    from: string;
                                    to: string;
                                }[];
                                timeZone: string;
                            };
                        }[];
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putStrategy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    policy?: {
                        /** @enum {string} */
                        budgetMode?: "Soft" | "Strict";
                        busyClusterWaitInSeconds?: number;
                        maxAllowedFailures?: string;
                        maxConcurrency?: string;
                        /** @enum {string} */
                        onStoppedCluster?: "Fail" | "Skip";
                        retries?: {
                            count: number;
                            delayInSeconds: number;
                        };
                    };
                    stages: {
                        afterGates?: ({
                            approvers?: string[];
                            expiresInSeconds?: number;
                            instructions?: string;
                            minimumApprovals?: number;
                            name: string;
                            requesterMayApprove?: boolean;
                            /** @constant */
                            type: "Approval";
                        } | {
                            checks: ({
                                name?: string;
                                /** @constant */
                                type: "Clusters";
                            } | {
                                name?: string;
                                rules?: ("NodesReady" | "PodsReady" | "ApiServerLoad" | "EtcdSize" | "PodsScheduled")[];
                                /** @constant */
                                type: "Metrics";
                            } | {
                                name?: string;
                                /** @constant */
                                type: "ResourceHealth";
                            } | {
                                /** @enum {string} */
                                maximumSeverity?: "Sev0" | "Sev1" | "Sev2" | "Sev3" | "Sev4";
                                name?: string;
                                /** @constant */
                                type: "Alerts";
                            } | {
                                endpoint: string;
                                failureCondition?: string;
                                name?: string;
                                query: string;
                                successCondition?: string;
                                /** @constant */
                                type: "Prometheus";
                            } | {
                                expectedStatus?: number;
                                name?: string;
                                /** @constant */
                                type: "Http";
                                /** Format: uri */
                                url: string;
                            })[];
                            consecutiveErrorLimit?: number;
                            failureLimit?: number;
                            inconclusiveLimit?: number;
                            initialDelayInSeconds?: number;
                            intervalInSeconds?: number;
                            name: string;
                            /** @enum {string} */
                            onFailure?: "Fail" | "Hold";
                            soakInSeconds?: number;
                            timeoutInSeconds: number;
                            /** @constant */
                            type: "Health";
                        })[];
                        afterStageWaitInSeconds?: number;
                        beforeGates?: ({
                            approvers?: string[];
                            expiresInSeconds?: number;
                            instructions?: string;
                            minimumApprovals?: number;
                            name: string;
                            requesterMayApprove?: boolean;
                            /** @constant */
                            type: "Approval";
                        } | {
                            checks: ({
                                name?: string;
                                /** @constant */
                                type: "Clusters";
                            } | {
                                name?: string;
                                rules?: ("NodesReady" | "PodsReady" | "ApiServerLoad" | "EtcdSize" | "PodsScheduled")[];
                                /** @constant */
                                type: "Metrics";
                            } | {
                                name?: string;
                                /** @constant */
                                type: "ResourceHealth";
                            } | {
                                /** @enum {string} */
                                maximumSeverity?: "Sev0" | "Sev1" | "Sev2" | "Sev3" | "Sev4";
                                name?: string;
                                /** @constant */
                                type: "Alerts";
                            } | {
                                endpoint: string;
                                failureCondition?: string;
                                name?: string;
                                query: string;
                                successCondition?: string;
                                /** @constant */
                                type: "Prometheus";
                            } | {
                                expectedStatus?: number;
                                name?: string;
                                /** @constant */
                                type: "Http";
                                /** Format: uri */
                                url: string;
                            })[];
                            consecutiveErrorLimit?: number;
                            failureLimit?: number;
                            inconclusiveLimit?: number;
                            initialDelayInSeconds?: number;
                            intervalInSeconds?: number;
                            name: string;
                            /** @enum {string} */
                            onFailure?: "Fail" | "Hold";
                            soakInSeconds?: number;
                            timeoutInSeconds: number;
                            /** @constant */
                            type: "Health";
                        } | {
                            name: string;
                            notBefore: string | {
                                /** @enum {string} */
                                day: "Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun";
                                time: string;
                                timeZone: string;
                            };
                            /** @constant */
                            type: "ScheduledStart";
                        })[];
                        groups: {
                            afterGates?: ({
                                approvers?: string[];
                                expiresInSeconds?: number;
                                instructions?: string;
                                minimumApprovals?: number;
                                name: string;
                                requesterMayApprove?: boolean;
                                /** @constant */
                                type: "Approval";
                            } | {
                                checks: ({
                                    name?: string;
                                    /** @constant */
                                    type: "Clusters";
                                } | {
                                    name?: string;
                                    rules?: ("NodesReady" | "PodsReady" | "ApiServerLoad" | "EtcdSize" | "PodsScheduled")[];
                                    /** @constant */
                                    type: "Metrics";
                                } | {
                                    name?: string;
                                    /** @constant */
                                    type: "ResourceHealth";
                                } | {
                                    /** @enum {string} */
                                    maximumSeverity?: "Sev0" | "Sev1" | "Sev2" | "Sev3" | "Sev4";
                                    name?: string;
                                    /** @constant */
                                    type: "Alerts";
                                } | {
                                    endpoint: string;
                                    failureCondition?: string;
                                    name?: string;
                                    query: string;
                                    successCondition?: string;
                                    /** @constant */
                                    type: "Prometheus";
                                } | {
                                    expectedStatus?: number;
                                    name?: string;
                                    /** @constant */
                                    type: "Http";
                                    /** Format: uri */
                                    url: string;
                                })[];
                                consecutiveErrorLimit?: number;
                                failureLimit?: number;
                                inconclusiveLimit?: number;
                                initialDelayInSeconds?: number;
                                intervalInSeconds?: number;
                                name: string;
                                /** @enum {string} */
                                onFailure?: "Fail" | "Hold";
                                soakInSeconds?: number;
                                timeoutInSeconds: number;
                                /** @constant */
                                type: "Health";
                            })[];
                            beforeGates?: ({
                                approvers?: string[];
                                expiresInSeconds?: number;
                                instructions?: string;
                                minimumApprovals?: number;
                                name: string;
                                requesterMayApprove?: boolean;
                                /** @constant */
                                type: "Approval";
                            } | {
                                checks: ({
                                    name?: string;
                                    /** @constant */
                                    type: "Clusters";
                                } | {
                                    name?: string;
                                    rules?: ("NodesReady" | "PodsReady" | "ApiServerLoad" | "EtcdSize" | "PodsScheduled")[];
                                    /** @constant */
                                    type: "Metrics";
                                } | {
                                    name?: string;
                                    /** @constant */
                                    type: "ResourceHealth";
                                } | {
                                    /** @enum {string} */
                                    maximumSeverity?: "Sev0" | "Sev1" | "Sev2" | "Sev3" | "Sev4";
                                    name?: string;
                                    /** @constant */
                                    type: "Alerts";
                                } | {
                                    endpoint: string;
                                    failureCondition?: string;
                                    name?: string;
                                    query: string;
                                    successCondition?: string;
                                    /** @constant */
                                    type: "Prometheus";
                                } | {
                                    expectedStatus?: number;
                                    name?: string;
                                    /** @constant */
                                    type: "Http";
                                    /** Format: uri */
                                    url: string;
                                })[];
                                consecutiveErrorLimit?: number;
                                failureLimit?: number;
                                inconclusiveLimit?: number;
                                initialDelayInSeconds?: number;
                                intervalInSeconds?: number;
                                name: string;
                                /** @enum {string} */
                                onFailure?: "Fail" | "Hold";
                                soakInSeconds?: number;
                                timeoutInSeconds: number;
                                /** @constant */
                                type: "Health";
                            } | {
                                name: string;
                                notBefore: string | {
                                    /** @enum {string} */
                                    day: "Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun";
                                    time: string;
                                    timeZone: string;
                                };
                                /** @constant */
                                type: "ScheduledStart";
                            })[];
                            maxAllowedFailures?: string;
                            maxConcurrency?: string;
                            name: string;
                        }[];
                        maxAllowedFailures?: string;
                        maxConcurrency?: string;
                        name: string;
                        startWindows?: {
                            dates?: {
                                from: string | (string & (unknown & unknown));
                                to: string | (string & (unknown & unknown));
                            }[];
                            hours?: {
                                days: ("Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun")[];
                                from: string;
                                to: string;
                            }[];
                            timeZone: string;
                        };
                    }[];
                };
            };
        };
        responses: {
            /** @description Replaced (201: created) */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changedAt: string;
                        changedBy: string;
                        createdAt: string;
                        createdBy: string;
                        name: string;
                        policy?: {
                            /** @enum {string} */
                            budgetMode?: "Soft" | "Strict";
                            busyClusterWaitInSeconds?: number;
                            maxAllowedFailures?: string;
                            maxConcurrency?: string;
                            /** @enum {string} */
                            onStoppedCluster?: "Fail" | "Skip";
                            retries?: {
                                count: number;
                                delayInSeconds: number;
                            };
                        };
                        stages: {
                            afterGates?: ({
                                approvers?: string[];
                                expiresInSeconds?: number;
                                instructions?: string;
                                minimumApprovals?: number;
                                name: string;
                                requesterMayApprove?: boolean;
                                /** @constant */
                                type: "Approval";
                            } | {
                                checks: ({
                                    name?: string;
                                    /** @constant */
                                    type: "Clusters";
                                } | {
                                    name?: string;
                                    rules?: ("NodesReady" | "PodsReady" | "ApiServerLoad" | "EtcdSize" | "PodsScheduled")[];
                                    /** @constant */
                                    type: "Metrics";
                                } | {
                                    name?: string;
                                    /** @constant */
                                    type: "ResourceHealth";
                                } | {
                                    /** @enum {string} */
                                    maximumSeverity?: "Sev0" | "Sev1" | "Sev2" | "Sev3" | "Sev4";
                                    name?: string;
                                    /** @constant */
                                    type: "Alerts";
                                } | {
                                    endpoint: string;
                                    failureCondition?: string;
                                    name?: string;
                                    query: string;
                                    successCondition?: string;
                                    /** @constant */
                                    type: "Prometheus";
                                } | {
                                    expectedStatus?: number;
                                    name?: string;
                                    /** @constant */
                                    type: "Http";
                                    /** Format: uri */
                                    url: string;
                                })[];
                                consecutiveErrorLimit?: number;
                                failureLimit?: number;
                                inconclusiveLimit?: number;
                                initialDelayInSeconds?: number;
                                intervalInSeconds?: number;
                                name: string;
                                /** @enum {string} */
                                onFailure?: "Fail" | "Hold";
                                soakInSeconds?: number;
                                timeoutInSeconds: number;
                                /** @constant */
                                type: "Health";
                            })[];
                            afterStageWaitInSeconds?: number;
                            beforeGates?: ({
                                approvers?: string[];
                                expiresInSeconds?: number;
                                instructions?: string;
                                minimumApprovals?: number;
                                name: string;
                                requesterMayApprove?: boolean;
                                /** @constant */
                                type: "Approval";
                            } | {
                                checks: ({
                                    name?: string;
                                    /** @constant */
                                    type: "Clusters";
                                } | {
                                    name?: string;
                                    rules?: ("NodesReady" | "PodsReady" | "ApiServerLoad" | "EtcdSize" | "PodsScheduled")[];
                                    /** @constant */
                                    type: "Metrics";
                                } | {
                                    name?: string;
                                    /** @constant */
                                    type: "ResourceHealth";
                                } | {
                                    /** @enum {string} */
                                    maximumSeverity?: "Sev0" | "Sev1" | "Sev2" | "Sev3" | "Sev4";
                                    name?: string;
                                    /** @constant */
                                    type: "Alerts";
                                } | {
                                    endpoint: string;
                                    failureCondition?: string;
                                    name?: string;
                                    query: string;
                                    successCondition?: string;
                                    /** @constant */
                                    type: "Prometheus";
                                } | {
                                    expectedStatus?: number;
                                    name?: string;
                                    /** @constant */
                                    type: "Http";
                                    /** Format: uri */
                                    url: string;
                                })[];
                                consecutiveErrorLimit?: number;
                                failureLimit?: number;
                                inconclusiveLimit?: number;
                                initialDelayInSeconds?: number;
                                intervalInSeconds?: number;
                                name: string;
                                /** @enum {string} */
                                onFailure?: "Fail" | "Hold";
                                soakInSeconds?: number;
                                timeoutInSeconds: number;
                                /** @constant */
                                type: "Health";
                            } | {
                                name: string;
                                notBefore: string | {
                                    /** @enum {string} */
                                    day: "Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun";
                                    time: string;
                                    timeZone: string;
                                };
                                /** @constant */
                                type: "ScheduledStart";
                            })[];
                            groups: {
                                afterGates?: ({
                                    approvers?: string[];
                                    expiresInSeconds?: number;
                                    instructions?: string;
                                    minimumApprovals?: number;
                                    name: string;
                                    requesterMayApprove?: boolean;
                                    /** @constant */
                                    type: "Approval";
                                } | {
                                    checks: ({
                                        name?: string;
                                        /** @constant */
                                        type: "Clusters";
                                    } | {
                                        name?: string;
                                        rules?: ("NodesReady" | "PodsReady" | "ApiServerLoad" | "EtcdSize" | "PodsScheduled")[];
                                        /** @constant */
                                        type: "Metrics";
                                    } | {
                                        name?: string;
                                        /** @constant */
                                        type: "ResourceHealth";
                                    } | {
                                        /** @enum {string} */
                                        maximumSeverity?: "Sev0" | "Sev1" | "Sev2" | "Sev3" | "Sev4";
                                        name?: string;
                                        /** @constant */
                                        type: "Alerts";
                                    } | {
                                        endpoint: string;
                                        failureCondition?: string;
                                        name?: string;
                                        query: string;
                                        successCondition?: string;
                                        /** @constant */
                                        type: "Prometheus";
                                    } | {
                                        expectedStatus?: number;
                                        name?: string;
                                        /** @constant */
                                        type: "Http";
                                        /** Format: uri */
                                        url: string;
                                    })[];
                                    consecutiveErrorLimit?: number;
                                    failureLimit?: number;
                                    inconclusiveLimit?: number;
                                    initialDelayInSeconds?: number;
                                    intervalInSeconds?: number;
                                    name: string;
                                    /** @enum {string} */
                                    onFailure?: "Fail" | "Hold";
                                    soakInSeconds?: number;
                                    timeoutInSeconds: number;
                                    /** @constant */
                                    type: "Health";
                                })[];
                                beforeGates?: ({
                                    approvers?: string[];
                                    expiresInSeconds?: number;
                                    instructions?: string;
                                    minimumApprovals?: number;
                                    name: string;
                                    requesterMayApprove?: boolean;
                                    /** @constant */
                                    type: "Approval";
                                } | {
                                    checks: ({
                                        name?: string;
                                        /** @constant */
                                        type: "Clusters";
                                    } | {
                                        name?: string;
                                        rules?: ("NodesReady" | "PodsReady" | "ApiServerLoad" | "EtcdSize" | "PodsScheduled")[];
                                        /** @constant */
                                        type: "Metrics";
                                    } | {
                                        name?: string;
                                        /** @constant */
                                        type: "ResourceHealth";
                                    } | {
                                        /** @enum {string} */
                                        maximumSeverity?: "Sev0" | "Sev1" | "Sev2" | "Sev3" | "Sev4";
                                        name?: string;
                                        /** @constant */
                                        type: "Alerts";
                                    } | {
                                        endpoint: string;
                                        failureCondition?: string;
                                        name?: string;
                                        query: string;
                                        successCondition?: string;
                                        /** @constant */
                                        type: "Prometheus";
                                    } | {
                                        expectedStatus?: number;
                                        name?: string;
                                        /** @constant */
                                        type: "Http";
                                        /** Format: uri */
                                        url: string;
                                    })[];
                                    consecutiveErrorLimit?: number;
                                    failureLimit?: number;
                                    inconclusiveLimit?: number;
                                    initialDelayInSeconds?: number;
                                    intervalInSeconds?: number;
                                    name: string;
                                    /** @enum {string} */
                                    onFailure?: "Fail" | "Hold";
                                    soakInSeconds?: number;
                                    timeoutInSeconds: number;
                                    /** @constant */
                                    type: "Health";
                                } | {
                                    name: string;
                                    notBefore: string | {
                                        /** @enum {string} */
                                        day: "Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun";
                                        time: string;
                                        timeZone: string;
                                    };
                                    /** @constant */
                                    type: "ScheduledStart";
                                })[];
                                maxAllowedFailures?: string;
                                maxConcurrency?: string;
                                name: string;
                            }[];
                            maxAllowedFailures?: string;
                            maxConcurrency?: string;
                            name: string;
                            startWindows?: {
                                dates?: {
                                    from: string | (string & (unknown & unknown));
                                    to: string | (string & (unknown & unknown));
                                }[];
                                hours?: {
                                    days: ("Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun")[];
                                    from: string;
                                    to: string;
                                }[];
                                timeZone: string;
                            };
                        }[];
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteStrategy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTriggers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The triggers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        unreadable?: {
                            name: string;
                            reason: string;
                        }[];
                        value: ({
                            changedAt: string;
                            changedBy: string;
                            createdAt: string;
                            createdBy: string;
                            enabled: boolean;
                            fleets?: string[];
                            /** @constant */
                            kind: "schedule";
                            last?: {
                                at: string;
                                code?: string;
                                dueAt?: string;
                                message: string;
                                /** @enum {string} */
                                outcome: "Starting" | "Waiting" | "Started" | "Created" | "Skipped" | "Cancelled" | "Failed";
                                run?: string;
                            };
                            lastRun?: string;
                            leaveOut?: ("AlreadyAtTarget" | "AheadOfTarget" | "ClusterStopped" | "ClusterNotReadable" | "ClusterBusy" | "ClusterFailed" | "MembershipFailed" | "NodePoolStopped" | "NodePoolFailed" | "NodePoolBehind" | "NodePoolAhead" | "NodePoolTooFarBehind" | "NodeImageUnknown" | "AzureLinux2" | "VersionOutOfSupport" | "VersionNotOffered" | "TooFarBehind" | "VersionDenied" | "MinorVersionSkipped" | "NoCommonPatch" | "OfferedVersionsUnknown" | "ImageFamilyMissing")[];
                            managedClusterUpdate: {
                                nodeImageSelection?: {
                                    /** @enum {string} */
                                    type: "Latest" | "Consistent";
                                } | {
                                    customNodeImageVersions: {
                                        version: string;
                                    }[];
                                    /** @constant */
                                    type: "Custom";
                                };
                                upgrade: {
                                    kubernetesVersion?: string;
                                    /** @enum {string} */
                                    type: "Full" | "ControlPlaneOnly";
                                } | {
                                    /** @constant */
                                    type: "NodeImageOnly";
                                };
                            };
                            name: string;
                            nameTemplate: string;
                            nextTimes: string[];
                            /** @enum {string} */
                            overlap: "skip" | "queue" | "allow";
                            release?: {
                                /** @enum {string} */
                                channel: "Stable" | "Rapid" | "Patch";
                                minor?: string;
                            };
                            savedBy?: {
                                grants?: string[];
                                groups?: string[];
                                roles: ("Reader" | "Operator" | "Approver" | "Admin")[];
                                user: string;
                            };
                            schedule: {
                                blackouts: {
                                    from: string;
                                    to: string;
                                }[];
                                /** @enum {string} */
                                catchUp: "once" | "skip";
                                cron: string;
                                quietTimes: {
                                    days: ("Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun")[];
                                    from: string;
                                    to: string;
                                }[];
                                timeZone: string;
                            };
                            startRequests: {
                                at: string;
                                cause: string;
                                code?: string;
                                managedClusterUpdate: {
                                    nodeImageSelection?: {
                                        /** @enum {string} */
                                        type: "Latest" | "Consistent";
                                    } | {
                                        customNodeImageVersions: {
                                            version: string;
                                        }[];
                                        /** @constant */
                                        type: "Custom";
                                    };
                                    upgrade: {
                                        kubernetesVersion?: string;
                                        /** @enum {string} */
                                        type: "Full" | "ControlPlaneOnly";
                                    } | {
                                        /** @constant */
                                        type: "NodeImageOnly";
                                    };
                                };
                                message: string;
                                /** @enum {string} */
                                outcome: "Starting" | "Waiting" | "Started" | "Created" | "Skipped" | "Cancelled" | "Failed";
                                receivedAt: string;
                                run: string;
                                strategy?: string;
                                versionsFrom?: {
                                    run: string;
                                };
                            }[];
                            strategy?: string;
                            versionsFrom?: {
                                run: string;
                            };
                        } | {
                            changedAt: string;
                            changedBy: string;
                            createdAt: string;
                            createdBy: string;
                            enabled: boolean;
                            fleets?: string[];
                            /** @constant */
                            kind: "webhook";
                            last?: {
                                at: string;
                                code?: string;
                                dueAt?: string;
                                message: string;
                                /** @enum {string} */
                                outcome: "Starting" | "Waiting" | "Started" | "Created" | "Skipped" | "Cancelled" | "Failed";
                                run?: string;
                            };
                            lastRun?: string;
                            leaveOut?: ("AlreadyAtTarget" | "AheadOfTarget" | "ClusterStopped" | "ClusterNotReadable" | "ClusterBusy" | "ClusterFailed" | "MembershipFailed" | "NodePoolStopped" | "NodePoolFailed" | "NodePoolBehind" | "NodePoolAhead" | "NodePoolTooFarBehind" | "NodeImageUnknown" | "AzureLinux2" | "VersionOutOfSupport" | "VersionNotOffered" | "TooFarBehind" | "VersionDenied" | "MinorVersionSkipped" | "NoCommonPatch" | "OfferedVersionsUnknown" | "ImageFamilyMissing")[];
                            managedClusterUpdate: {
                                nodeImageSelection?: {
                                    /** @enum {string} */
                                    type: "Latest" | "Consistent";
                                } | {
                                    customNodeImageVersions: {
                                        version: string;
                                    }[];
                                    /** @constant */
                                    type: "Custom";
                                };
                                upgrade: {
                                    kubernetesVersion?: string;
                                    /** @enum {string} */
                                    type: "Full" | "ControlPlaneOnly";
                                } | {
                                    /** @constant */
                                    type: "NodeImageOnly";
                                };
                            };
                            name: string;
                            nameTemplate: string;
                            /** @enum {string} */
                            overlap: "skip" | "queue" | "allow";
                            savedBy?: {
                                grants?: string[];
                                groups?: string[];
                                roles: ("Reader" | "Operator" | "Approver" | "Admin")[];
                                user: string;
                            };
                            startRequests: {
                                at: string;
                                cause: string;
                                code?: string;
                                managedClusterUpdate: {
                                    nodeImageSelection?: {
                                        /** @enum {string} */
                                        type: "Latest" | "Consistent";
                                    } | {
                                        customNodeImageVersions: {
                                            version: string;
                                        }[];
                                        /** @constant */
                                        type: "Custom";
                                    };
                                    upgrade: {
                                        kubernetesVersion?: string;
                                        /** @enum {string} */
                                        type: "Full" | "ControlPlaneOnly";
                                    } | {
                                        /** @constant */
                                        type: "NodeImageOnly";
                                    };
                                };
                                message: string;
                                /** @enum {string} */
                                outcome: "Starting" | "Waiting" | "Started" | "Created" | "Skipped" | "Cancelled" | "Failed";
                                receivedAt: string;
                                run: string;
                                strategy?: string;
                                versionsFrom?: {
                                    run: string;
                                };
                            }[];
                            strategy?: string;
                            versionsFrom?: {
                                run: string;
                            };
                            webhook: {
                                allow: {
                                    kubernetesVersion: boolean;
                                    name: boolean;
                                    start: boolean;
                                    strategies: string[];
                                };
                                authentication: ({
                                    secrets: string[];
                                    /** @enum {string} */
                                    type: "standardWebhooks" | "gitHub";
                                } | {
                                    /** @constant */
                                    type: "entra";
                                })[];
                                filters: {
                                    action?: string;
                                    branch?: string;
                                    /** @enum {string} */
                                    event: "workflow_run" | "release" | "repository_dispatch" | "build.complete" | "ms.vss-pipelines.stage-state-changed-event";
                                    pipeline?: string;
                                    prereleases?: boolean;
                                    repository?: string;
                                    result?: string;
                                    stage?: string;
                                    startedBy?: ("push" | "schedule" | "workflow_dispatch" | "repository_dispatch" | "release" | "create" | "merge_group" | "pull_request" | "pull_request_target" | "pull_request_review" | "issue_comment" | "workflow_run" | "deployment" | "deployment_status" | "registry_package" | "manual" | "individualCI" | "batchedCI" | "scheduleForced" | "userCreated" | "pullRequest" | "buildCompletion" | "resourceTrigger")[];
                                }[];
                            };
                        } | {
                            changedAt: string;
                            changedBy: string;
                            createdAt: string;
                            createdBy: string;
                            enabled: boolean;
                            fleets?: string[];
                            /** @constant */
                            kind: "release";
                            last?: {
                                at: string;
                                code?: string;
                                dueAt?: string;
                                message: string;
                                /** @enum {string} */
                                outcome: "Starting" | "Waiting" | "Started" | "Created" | "Skipped" | "Cancelled" | "Failed";
                                run?: string;
                            };
                            lastRun?: string;
                            leaveOut?: ("AlreadyAtTarget" | "AheadOfTarget" | "ClusterStopped" | "ClusterNotReadable" | "ClusterBusy" | "ClusterFailed" | "MembershipFailed" | "NodePoolStopped" | "NodePoolFailed" | "NodePoolBehind" | "NodePoolAhead" | "NodePoolTooFarBehind" | "NodeImageUnknown" | "AzureLinux2" | "VersionOutOfSupport" | "VersionNotOffered" | "TooFarBehind" | "VersionDenied" | "MinorVersionSkipped" | "NoCommonPatch" | "OfferedVersionsUnknown" | "ImageFamilyMissing")[];
                            managedClusterUpdate: {
                                nodeImageSelection?: {
                                    /** @enum {string} */
                                    type: "Latest" | "Consistent";
                                } | {
                                    customNodeImageVersions: {
                                        version: string;
                                    }[];
                                    /** @constant */
                                    type: "Custom";
                                };
                                upgrade: {
                                    /** @enum {string} */
                                    type: "Full" | "ControlPlaneOnly";
                                };
                            };
                            name: string;
                            nameTemplate: string;
                            newestVersion?: string;
                            /** @enum {string} */
                            overlap: "skip" | "queue" | "allow";
                            release: {
                                /** @enum {string} */
                                channel: "Stable" | "Rapid" | "Patch";
                                minor?: string;
                            };
                            savedBy?: {
                                grants?: string[];
                                groups?: string[];
                                roles: ("Reader" | "Operator" | "Approver" | "Admin")[];
                                user: string;
                            };
                            startRequests: {
                                at: string;
                                cause: string;
                                code?: string;
                                managedClusterUpdate: {
                                    nodeImageSelection?: {
                                        /** @enum {string} */
                                        type: "Latest" | "Consistent";
                                    } | {
                                        customNodeImageVersions: {
                                            version: string;
                                        }[];
                                        /** @constant */
                                        type: "Custom";
                                    };
                                    upgrade: {
                                        kubernetesVersion?: string;
                                        /** @enum {string} */
                                        type: "Full" | "ControlPlaneOnly";
                                    } | {
                                        /** @constant */
                                        type: "NodeImageOnly";
                                    };
                                };
                                message: string;
                                /** @enum {string} */
                                outcome: "Starting" | "Waiting" | "Started" | "Created" | "Skipped" | "Cancelled" | "Failed";
                                receivedAt: string;
                                run: string;
                                strategy?: string;
                                versionsFrom?: {
                                    run: string;
                                };
                            }[];
                            strategy?: string;
                        } | {
                            changedAt: string;
                            changedBy: string;
                            completion: {
                                delayInSeconds?: number;
                                states: ("Stopped" | "Skipped" | "Failed" | "Completed")[];
                                strategy?: string;
                                trigger?: string;
                            };
                            createdAt: string;
                            createdBy: string;
                            enabled: boolean;
                            fleets?: string[];
                            /** @constant */
                            kind: "completion";
                            last?: {
                                at: string;
                                code?: string;
                                dueAt?: string;
                                message: string;
                                /** @enum {string} */
                                outcome: "Starting" | "Waiting" | "Started" | "Created" | "Skipped" | "Cancelled" | "Failed";
                                run?: string;
                            };
                            lastRun?: string;
                            leaveOut?: ("AlreadyAtTarget" | "AheadOfTarget" | "ClusterStopped" | "ClusterNotReadable" | "ClusterBusy" | "ClusterFailed" | "MembershipFailed" | "NodePoolStopped" | "NodePoolFailed" | "NodePoolBehind" | "NodePoolAhead" | "NodePoolTooFarBehind" | "NodeImageUnknown" | "AzureLinux2" | "VersionOutOfSupport" | "VersionNotOffered" | "TooFarBehind" | "VersionDenied" | "MinorVersionSkipped" | "NoCommonPatch" | "OfferedVersionsUnknown" | "ImageFamilyMissing")[];
                            managedClusterUpdate: {
                                nodeImageSelection?: {
                                    /** @enum {string} */
                                    type: "Latest" | "Consistent";
                                } | {
                                    customNodeImageVersions: {
                                        version: string;
                                    }[];
                                    /** @constant */
                                    type: "Custom";
                                };
                                upgrade: {
                                    kubernetesVersion?: string;
                                    /** @enum {string} */
                                    type: "Full" | "ControlPlaneOnly";
                                } | {
                                    /** @constant */
                                    type: "NodeImageOnly";
                                };
                            };
                            name: string;
                            nameTemplate: string;
                            /** @enum {string} */
                            overlap: "skip" | "queue" | "allow";
                            savedBy?: {
                                grants?: string[];
                                groups?: string[];
                                roles: ("Reader" | "Operator" | "Approver" | "Admin")[];
                                user: string;
                            };
                            startRequests: {
                                at: string;
                                cause: string;
                                code?: string;
                                managedClusterUpdate: {
                                    nodeImageSelection?: {
                                        /** @enum {string} */
                                        type: "Latest" | "Consistent";
                                    } | {
                                        customNodeImageVersions: {
                                            version: string;
                                        }[];
                                        /** @constant */
                                        type: "Custom";
                                    };
                                    upgrade: {
                                        kubernetesVersion?: string;
                                        /** @enum {string} */
                                        type: "Full" | "ControlPlaneOnly";
                                    } | {
                                        /** @constant */
                                        type: "NodeImageOnly";
                                    };
                                };
                                message: string;
                                /** @enum {string} */
                                outcome: "Starting" | "Waiting" | "Started" | "Created" | "Skipped" | "Cancelled" | "Failed";
                                receivedAt: string;
                                run: string;
                                strategy?: string;
                                versionsFrom?: {
                                    run: string;
                                };
                            }[];
                            strategy?: string;
                            versionsFrom?: {
                                run: string;
                            };
                        })[];
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTrigger: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The trigger */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changedAt: string;
                        changedBy: string;
                        createdAt: string;
                        createdBy: string;
                        enabled: boolean;
                        fleets?: string[];
                        /** @constant */
                        kind: "schedule";
                        last?: {
                            at: string;
                            code?: string;
                            dueAt?: string;
                            message: string;
                            /** @enum {string} */
                            outcome: "Starting" | "Waiting" | "Started" | "Created" | "Skipped" | "Cancelled" | "Failed";
                            run?: string;
                        };
                        lastRun?: string;
                        leaveOut?: ("AlreadyAtTarget" | "AheadOfTarget" | "ClusterStopped" | "ClusterNotReadable" | "ClusterBusy" | "ClusterFailed" | "MembershipFailed" | "NodePoolStopped" | "NodePoolFailed" | "NodePoolBehind" | "NodePoolAhead" | "NodePoolTooFarBehind" | "NodeImageUnknown" | "AzureLinux2" | "VersionOutOfSupport" | "VersionNotOffered" | "TooFarBehind" | "VersionDenied" | "MinorVersionSkipped" | "NoCommonPatch" | "OfferedVersionsUnknown" | "ImageFamilyMissing")[];
                        managedClusterUpdate: {
                            nodeImageSelection?: {
                                /** @enum {string} */
                                type: "Latest" | "Consistent";
                            } | {
                                customNodeImageVersions: {
                                    version: string;
                                }[];
                                /** @constant */
                                type: "Custom";
                            };
                            upgrade: {
                                kubernetesVersion?: string;
                                /** @enum {string} */
                                type: "Full" | "ControlPlaneOnly";
                            } | {
                                /** @constant */
                                type: "NodeImageOnly";
                            };
                        };
                        name: string;
                        nameTemplate: string;
                        nextTimes: string[];
                        /** @enum {string} */
                        overlap: "skip" | "queue" | "allow";
                        release?: {
                            /** @enum {string} */
                            channel: "Stable" | "Rapid" | "Patch";
                            minor?: string;
                        };
                        savedBy?: {
                            grants?: string[];
                            groups?: string[];
                            roles: ("Reader" | "Operator" | "Approver" | "Admin")[];
                            user: string;
                        };
                        schedule: {
                            blackouts: {
                                from: string;
                                to: string;
                            }[];
                            /** @enum {string} */
                            catchUp: "once" | "skip";
                            cron: string;
                            quietTimes: {
                                days: ("Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun")[];
                                from: string;
                                to: string;
                            }[];
                            timeZone: string;
                        };
                        startRequests: {
                            at: string;
                            cause: string;
                            code?: string;
                            managedClusterUpdate: {
                                nodeImageSelection?: {
                                    /** @enum {string} */
                                    type: "Latest" | "Consistent";
                                } | {
                                    customNodeImageVersions: {
                                        version: string;
                                    }[];
                                    /** @constant */
                                    type: "Custom";
                                };
                                upgrade: {
                                    kubernetesVersion?: string;
                                    /** @enum {string} */
                                    type: "Full" | "ControlPlaneOnly";
                                } | {
                                    /** @constant */
                                    type: "NodeImageOnly";
                                };
                            };
                            message: string;
                            /** @enum {string} */
                            outcome: "Starting" | "Waiting" | "Started" | "Created" | "Skipped" | "Cancelled" | "Failed";
                            receivedAt: string;
                            run: string;
                            strategy?: string;
                            versionsFrom?: {
                                run: string;
                            };
                        }[];
                        strategy?: string;
                        versionsFrom?: {
                            run: string;
                        };
                    } | {
                        changedAt: string;
                        changedBy: string;
                        createdAt: string;
                        createdBy: string;
                        enabled: boolean;
                        fleets?: string[];
                        /** @constant */
                        kind: "webhook";
                        last?: {
                            at: string;
                            code?: string;
                            dueAt?: string;
                            message: string;
                            /** @enum {string} */
                            outcome: "Starting" | "Waiting" | "Started" | "Created" | "Skipped" | "Cancelled" | "Failed";
                            run?: string;
                        };
                        lastRun?: string;
                        leaveOut?: ("AlreadyAtTarget" | "AheadOfTarget" | "ClusterStopped" | "ClusterNotReadable" | "ClusterBusy" | "ClusterFailed" | "MembershipFailed" | "NodePoolStopped" | "NodePoolFailed" | "NodePoolBehind" | "NodePoolAhead" | "NodePoolTooFarBehind" | "NodeImageUnknown" | "AzureLinux2" | "VersionOutOfSupport" | "VersionNotOffered" | "TooFarBehind" | "VersionDenied" | "MinorVersionSkipped" | "NoCommonPatch" | "OfferedVersionsUnknown" | "ImageFamilyMissing")[];
                        managedClusterUpdate: {
                            nodeImageSelection?: {
                                /** @enum {string} */
                                type: "Latest" | "Consistent";
                            } | {
                                customNodeImageVersions: {
                                    version: string;
                                }[];
                                /** @constant */
                                type: "Custom";
                            };
                            upgrade: {
                                kubernetesVersion?: string;
                                /** @enum {string} */
                                type: "Full" | "ControlPlaneOnly";
                            } | {
                                /** @constant */
                                type: "NodeImageOnly";
                            };
                        };
                        name: string;
                        nameTemplate: string;
                        /** @enum {string} */
                        overlap: "skip" | "queue" | "allow";
                        savedBy?: {
                            grants?: string[];
                            groups?: string[];
                            roles: ("Reader" | "Operator" | "Approver" | "Admin")[];
                            user: string;
                        };
                        startRequests: {
                            at: string;
                            cause: string;
                            code?: string;
                            managedClusterUpdate: {
                                nodeImageSelection?: {
                                    /** @enum {string} */
                                    type: "Latest" | "Consistent";
                                } | {
                                    customNodeImageVersions: {
                                        version: string;
                                    }[];
                                    /** @constant */
                                    type: "Custom";
                                };
                                upgrade: {
                                    kubernetesVersion?: string;
                                    /** @enum {string} */
                                    type: "Full" | "ControlPlaneOnly";
                                } | {
                                    /** @constant */
                                    type: "NodeImageOnly";
                                };
                            };
                            message: string;
                            /** @enum {string} */
                            outcome: "Starting" | "Waiting" | "Started" | "Created" | "Skipped" | "Cancelled" | "Failed";
                            receivedAt: string;
                            run: string;
                            strategy?: string;
                            versionsFrom?: {
                                run: string;
                            };
                        }[];
                        strategy?: string;
                        versionsFrom?: {
                            run: string;
                        };
                        webhook: {
                            allow: {
                                kubernetesVersion: boolean;
                                name: boolean;
                                start: boolean;
                                strategies: string[];
                            };
                            authentication: ({
                                secrets: string[];
                                /** @enum {string} */
                                type: "standardWebhooks" | "gitHub";
                            } | {
                                /** @constant */
                                type: "entra";
                            })[];
                            filters: {
                                action?: string;
                                branch?: string;
                                /** @enum {string} */
                                event: "workflow_run" | "release" | "repository_dispatch" | "build.complete" | "ms.vss-pipelines.stage-state-changed-event";
                                pipeline?: string;
                                prereleases?: boolean;
                                repository?: string;
                                result?: string;
                                stage?: string;
                                startedBy?: ("push" | "schedule" | "workflow_dispatch" | "repository_dispatch" | "release" | "create" | "merge_group" | "pull_request" | "pull_request_target" | "pull_request_review" | "issue_comment" | "workflow_run" | "deployment" | "deployment_status" | "registry_package" | "manual" | "individualCI" | "batchedCI" | "scheduleForced" | "userCreated" | "pullRequest" | "buildCompletion" | "resourceTrigger")[];
                            }[];
                        };
                    } | {
                        changedAt: string;
                        changedBy: string;
                        createdAt: string;
                        createdBy: string;
                        enabled: boolean;
                        fleets?: string[];
                        /** @constant */
                        kind: "release";
                        last?: {
                            at: string;
                            code?: string;
                            dueAt?: string;
                            message: string;
                            /** @enum {string} */
                            outcome: "Starting" | "Waiting" | "Started" | "Created" | "Skipped" | "Cancelled" | "Failed";
                            run?: string;
                        };
                        lastRun?: string;
                        leaveOut?: ("AlreadyAtTarget" | "AheadOfTarget" | "ClusterStopped" | "ClusterNotReadable" | "ClusterBusy" | "ClusterFailed" | "MembershipFailed" | "NodePoolStopped" | "NodePoolFailed" | "NodePoolBehind" | "NodePoolAhead" | "NodePoolTooFarBehind" | "NodeImageUnknown" | "AzureLinux2" | "VersionOutOfSupport" | "VersionNotOffered" | "TooFarBehind" | "VersionDenied" | "MinorVersionSkipped" | "NoCommonPatch" | "OfferedVersionsUnknown" | "ImageFamilyMissing")[];
                        managedClusterUpdate: {
                            nodeImageSelection?: {
                                /** @enum {string} */
                                type: "Latest" | "Consistent";
                            } | {
                                customNodeImageVersions: {
                                    version: string;
                                }[];
                                /** @constant */
                                type: "Custom";
                            };
                            upgrade: {
                                /** @enum {string} */
                                type: "Full" | "ControlPlaneOnly";
                            };
                        };
                        name: string;
                        nameTemplate: string;
                        newestVersion?: string;
                        /** @enum {string} */
                        overlap: "skip" | "queue" | "allow";
                        release: {
                            /** @enum {string} */
                            channel: "Stable" | "Rapid" | "Patch";
                            minor?: string;
                        };
                        savedBy?: {
                            grants?: string[];
                            groups?: string[];
                            roles: ("Reader" | "Operator" | "Approver" | "Admin")[];
                            user: string;
                        };
                        startRequests: {
                            at: string;
                            cause: string;
                            code?: string;
                            managedClusterUpdate: {
                                nodeImageSelection?: {
                                    /** @enum {string} */
                                    type: "Latest" | "Consistent";
                                } | {
                                    customNodeImageVersions: {
                                        version: string;
                                    }[];
                                    /** @constant */
                                    type: "Custom";
                                };
                                upgrade: {
                                    kubernetesVersion?: string;
                                    /** @enum {string} */
                                    type: "Full" | "ControlPlaneOnly";
                                } | {
                                    /** @constant */
                                    type: "NodeImageOnly";
                                };
                            };
                            message: string;
                            /** @enum {string} */
                            outcome: "Starting" | "Waiting" | "Started" | "Created" | "Skipped" | "Cancelled" | "Failed";
                            receivedAt: string;
                            run: string;
                            strategy?: string;
                            versionsFrom?: {
                                run: string;
                            };
                        }[];
                        strategy?: string;
                    } | {
                        changedAt: string;
                        changedBy: string;
                        completion: {
                            delayInSeconds?: number;
                            states: ("Stopped" | "Skipped" | "Failed" | "Completed")[];
                            strategy?: string;
                            trigger?: string;
                        };
                        createdAt: string;
                        createdBy: string;
                        enabled: boolean;
                        fleets?: string[];
                        /** @constant */
                        kind: "completion";
                        last?: {
                            at: string;
                            code?: string;
                            dueAt?: string;
                            message: string;
                            /** @enum {string} */
                            outcome: "Starting" | "Waiting" | "Started" | "Created" | "Skipped" | "Cancelled" | "Failed";
                            run?: string;
                        };
                        lastRun?: string;
                        leaveOut?: ("AlreadyAtTarget" | "AheadOfTarget" | "ClusterStopped" | "ClusterNotReadable" | "ClusterBusy" | "ClusterFailed" | "MembershipFailed" | "NodePoolStopped" | "NodePoolFailed" | "NodePoolBehind" | "NodePoolAhead" | "NodePoolTooFarBehind" | "NodeImageUnknown" | "AzureLinux2" | "VersionOutOfSupport" | "VersionNotOffered" | "TooFarBehind" | "VersionDenied" | "MinorVersionSkipped" | "NoCommonPatch" | "OfferedVersionsUnknown" | "ImageFamilyMissing")[];
                        managedClusterUpdate: {
                            nodeImageSelection?: {
                                /** @enum {string} */
                                type: "Latest" | "Consistent";
                            } | {
                                customNodeImageVersions: {
                                    version: string;
                                }[];
                                /** @constant */
                                type: "Custom";
                            };
                            upgrade: {
                                kubernetesVersion?: string;
                                /** @enum {string} */
                                type: "Full" | "ControlPlaneOnly";
                            } | {
                                /** @constant */
                                type: "NodeImageOnly";
                            };
                        };
                        name: string;
                        nameTemplate: string;
                        /** @enum {string} */
                        overlap: "skip" | "queue" | "allow";
                        savedBy?: {
                            grants?: string[];
                            groups?: string[];
                            roles: ("Reader" | "Operator" | "Approver" | "Admin")[];
                            user: string;
                        };
                        startRequests: {
                            at: string;
                            cause: string;
                            code?: string;
                            managedClusterUpdate: {
                                nodeImageSelection?: {
                                    /** @enum {string} */
                                    type: "Latest" | "Consistent";
                                } | {
                                    customNodeImageVersions: {
                                        version: string;
                                    }[];
                                    /** @constant */
                                    type: "Custom";
                                };
                                upgrade: {
                                    kubernetesVersion?: string;
                                    /** @enum {string} */
                                    type: "Full" | "ControlPlaneOnly";
                                } | {
                                    /** @constant */
                                    type: "NodeImageOnly";
                                };
                            };
                            message: string;
                            /** @enum {string} */
                            outcome: "Starting" | "Waiting" | "Started" | "Created" | "Skipped" | "Cancelled" | "Failed";
                            receivedAt: string;
                            run: string;
                            strategy?: string;
                            versionsFrom?: {
                                run: string;
                            };
                        }[];
                        strategy?: string;
                        versionsFrom?: {
                            run: string;
                        };
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putTrigger: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default true */
                    enabled?: boolean;
                    fleets?: string[];
                    /** @constant */
                    kind: "schedule";
                    leaveOut?: ("AlreadyAtTarget" | "AheadOfTarget" | "ClusterStopped" | "ClusterNotReadable" | "ClusterBusy" | "ClusterFailed" | "MembershipFailed" | "NodePoolStopped" | "NodePoolFailed" | "NodePoolBehind" | "NodePoolAhead" | "NodePoolTooFarBehind" | "NodeImageUnknown" | "AzureLinux2" | "VersionOutOfSupport" | "VersionNotOffered" | "TooFarBehind" | "VersionDenied" | "MinorVersionSkipped" | "NoCommonPatch" | "OfferedVersionsUnknown" | "ImageFamilyMissing")[];
                    managedClusterUpdate: {
                        nodeImageSelection?: {
                            /** @enum {string} */
                            type: "Latest" | "Consistent";
                        } | {
                            customNodeImageVersions: {
                                version: string;
                            }[];
                            /** @constant */
                            type: "Custom";
                        };
                        upgrade: {
                            kubernetesVersion?: string;
                            /** @enum {string} */
                            type: "Full" | "ControlPlaneOnly";
                        } | {
                            /** @constant */
                            type: "NodeImageOnly";
                        };
                    };
                    /** @default {trigger}-{date}-{time} */
                    nameTemplate?: string;
                    /**
                     * @default skip
                     * @enum {string}
                     */
                    overlap?: "skip" | "queue" | "allow";
                    release?: {
                        /** @enum {string} */
                        channel: "Stable" | "Rapid" | "Patch";
                        minor?: string;
                    };
                    schedule: {
                        /** @default [] */
                        blackouts?: {
                            /** Format: date */
                            from: string;
                            /** Format: date */
                            to: string;
                        }[];
                        /**
                         * @default once
                         * @enum {string}
                         */
                        catchUp?: "once" | "skip";
                        cron: string;
                        /** @default [] */
                        quietTimes?: {
                            days: ("Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun")[];
                            from: string;
                            to: string;
                        }[];
                        /** @default UTC */
                        timeZone?: string;
                    };
                    strategy?: string;
                    versionsFrom?: {
                        run: string;
                    };
                } | {
                    /** @default true */
                    enabled?: boolean;
                    fleets?: string[];
                    /** @constant */
                    kind: "webhook";
                    leaveOut?: ("AlreadyAtTarget" | "AheadOfTarget" | "ClusterStopped" | "ClusterNotReadable" | "ClusterBusy" | "ClusterFailed" | "MembershipFailed" | "NodePoolStopped" | "NodePoolFailed" | "NodePoolBehind" | "NodePoolAhead" | "NodePoolTooFarBehind" | "NodeImageUnknown" | "AzureLinux2" | "VersionOutOfSupport" | "VersionNotOffered" | "TooFarBehind" | "VersionDenied" | "MinorVersionSkipped" | "NoCommonPatch" | "OfferedVersionsUnknown" | "ImageFamilyMissing")[];
                    managedClusterUpdate: {
                        nodeImageSelection?: {
                            /** @enum {string} */
                            type: "Latest" | "Consistent";
                        } | {
                            customNodeImageVersions: {
                                version: string;
                            }[];
                            /** @constant */
                            type: "Custom";
                        };
                        upgrade: {
                            kubernetesVersion?: string;
                            /** @enum {string} */
                            type: "Full" | "ControlPlaneOnly";
                        } | {
                            /** @constant */
                            type: "NodeImageOnly";
                        };
                    };
                    /** @default {trigger}-{date}-{delivery} */
                    nameTemplate?: string;
                    /**
                     * @default skip
                     * @enum {string}
                     */
                    overlap?: "skip" | "queue" | "allow";
                    strategy?: string;
                    versionsFrom?: {
                        run: string;
                    };
                    webhook: {
                        /**
                         * @default {
                         *       "kubernetesVersion": false,
                         *       "name": false,
                         *       "strategies": [],
                         *       "start": false
                         *     }
                         */
                        allow?: {
                            /** @default false */
                            kubernetesVersion?: boolean;
                            /** @default false */
                            name?: boolean;
                            /** @default false */
                            start?: boolean;
                            /** @default [] */
                            strategies?: string[];
                        };
                        authentication: ({
                            secrets: string[];
                            /** @enum {string} */
                            type: "standardWebhooks" | "gitHub";
                        } | {
                            /** @constant */
                            type: "entra";
                        })[];
                        /** @default [] */
                        filters?: {
                            action?: string;
                            branch?: string;
                            /** @enum {string} */
                            event: "workflow_run" | "release" | "repository_dispatch" | "build.complete" | "ms.vss-pipelines.stage-state-changed-event";
                            pipeline?: string;
                            prereleases?: boolean;
                            repository?: string;
                            result?: string;
                            stage?: string;
                            startedBy?: ("push" | "schedule" | "workflow_dispatch" | "repository_dispatch" | "release" | "create" | "merge_group" | "pull_request" | "pull_request_target" | "pull_request_review" | "issue_comment" | "workflow_run" | "deployment" | "deployment_status" | "registry_package" | "manual" | "individualCI" | "batchedCI" | "scheduleForced" | "userCreated" | "pullRequest" | "buildCompletion" | "resourceTrigger")[];
                        }[];
                    };
                } | {
                    /** @default true */
                    enabled?: boolean;
                    fleets?: string[];
                    /** @constant */
                    kind: "release";
                    leaveOut?: ("AlreadyAtTarget" | "AheadOfTarget" | "ClusterStopped" | "ClusterNotReadable" | "ClusterBusy" | "ClusterFailed" | "MembershipFailed" | "NodePoolStopped" | "NodePoolFailed" | "NodePoolBehind" | "NodePoolAhead" | "NodePoolTooFarBehind" | "NodeImageUnknown" | "AzureLinux2" | "VersionOutOfSupport" | "VersionNotOffered" | "TooFarBehind" | "VersionDenied" | "MinorVersionSkipped" | "NoCommonPatch" | "OfferedVersionsUnknown" | "ImageFamilyMissing")[];
                    managedClusterUpdate: {
                        nodeImageSelection?: {
                            /** @enum {string} */
                            type: "Latest" | "Consistent";
                        } | {
                            customNodeImageVersions: {
                                version: string;
                            }[];
                            /** @constant */
                            type: "Custom";
                        };
                        upgrade: {
                            /** @enum {string} */
                            type: "Full" | "ControlPlaneOnly";
                        };
                    };
                    /** @default {trigger}-{version} */
                    nameTemplate?: string;
                    /**
                     * @default queue
                     * @enum {string}
                     */
                    overlap?: "skip" | "queue" | "allow";
                    release: {
                        /** @enum {string} */
                        channel: "Stable" | "Rapid" | "Patch";
                        minor?: string;
                    };
                    strategy?: string;
                } | {
                    completion: {
                        delayInSeconds?: number;
                        /**
                         * @default [
                         *       "Completed"
                         *     ]
                         */
                        states?: ("Stopped" | "Skipped" | "Failed" | "Completed")[];
                        strategy?: string;
                        trigger?: string;
                    };
                    /** @default true */
                    enabled?: boolean;
                    fleets?: string[];
                    /** @constant */
                    kind: "completion";
                    leaveOut?: ("AlreadyAtTarget" | "AheadOfTarget" | "ClusterStopped" | "ClusterNotReadable" | "ClusterBusy" | "ClusterFailed" | "MembershipFailed" | "NodePoolStopped" | "NodePoolFailed" | "NodePoolBehind" | "NodePoolAhead" | "NodePoolTooFarBehind" | "NodeImageUnknown" | "AzureLinux2" | "VersionOutOfSupport" | "VersionNotOffered" | "TooFarBehind" | "VersionDenied" | "MinorVersionSkipped" | "NoCommonPatch" | "OfferedVersionsUnknown" | "ImageFamilyMissing")[];
                    managedClusterUpdate: {
                        nodeImageSelection?: {
                            /** @enum {string} */
                            type: "Latest" | "Consistent";
                        } | {
                            customNodeImageVersions: {
                                version: string;
                            }[];
                            /** @constant */
                            type: "Custom";
                        };
                        upgrade: {
                            kubernetesVersion?: string;
                            /** @enum {string} */
                            type: "Full" | "ControlPlaneOnly";
                        } | {
                            /** @constant */
                            type: "NodeImageOnly";
                        };
                    };
                    /** @default {trigger}-{date}-{completion} */
                    nameTemplate?: string;
                    /**
                     * @default queue
                     * @enum {string}
                     */
                    overlap?: "skip" | "queue" | "allow";
                    strategy?: string;
                    versionsFrom?: {
                        run: "{run}" | string;
                    };
                };
            };
        };
        responses: {
            /** @description Replaced (201: created) */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changedAt: string;
                        changedBy: string;
                        createdAt: string;
                        createdBy: string;
                        enabled: boolean;
                        fleets?: string[];
                        /** @constant */
                        kind: "schedule";
                        last?: {
                            at: string;
                            code?: string;
                            dueAt?: string;
                            message: string;
                            /** @enum {string} */
                            outcome: "Starting" | "Waiting" | "Started" | "Created" | "Skipped" | "Cancelled" | "Failed";
                            run?: string;
                        };
                        lastRun?: string;
                        leaveOut?: ("AlreadyAtTarget" | "AheadOfTarget" | "ClusterStopped" | "ClusterNotReadable" | "ClusterBusy" | "ClusterFailed" | "MembershipFailed" | "NodePoolStopped" | "NodePoolFailed" | "NodePoolBehind" | "NodePoolAhead" | "NodePoolTooFarBehind" | "NodeImageUnknown" | "AzureLinux2" | "VersionOutOfSupport" | "VersionNotOffered" | "TooFarBehind" | "VersionDenied" | "MinorVersionSkipped" | "NoCommonPatch" | "OfferedVersionsUnknown" | "ImageFamilyMissing")[];
                        managedClusterUpdate: {
                            nodeImageSelection?: {
                                /** @enum {string} */
                                type: "Latest" | "Consistent";
                            } | {
                                customNodeImageVersions: {
                                    version: string;
                                }[];
                                /** @constant */
                                type: "Custom";
                            };
                            upgrade: {
                                kubernetesVersion?: string;
                                /** @enum {string} */
                                type: "Full" | "ControlPlaneOnly";
                            } | {
                                /** @constant */
                                type: "NodeImageOnly";
                            };
                        };
                        name: string;
                        nameTemplate: string;
                        nextTimes: string[];
                        /** @enum {string} */
                        overlap: "skip" | "queue" | "allow";
                        release?: {
                            /** @enum {string} */
                            channel: "Stable" | "Rapid" | "Patch";
                            minor?: string;
                        };
                        savedBy?: {
                            grants?: string[];
                            groups?: string[];
                            roles: ("Reader" | "Operator" | "Approver" | "Admin")[];
                            user: string;
                        };
                        schedule: {
                            blackouts: {
                                from: string;
                                to: string;
                            }[];
                            /** @enum {string} */
                            catchUp: "once" | "skip";
                            cron: string;
                            quietTimes: {
                                days: ("Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun")[];
                                from: string;
                                to: string;
                            }[];
                            timeZone: string;
                        };
                        startRequests: {
                            at: string;
                            cause: string;
                            code?: string;
                            managedClusterUpdate: {
                                nodeImageSelection?: {
                                    /** @enum {string} */
                                    type: "Latest" | "Consistent";
                                } | {
                                    customNodeImageVersions: {
                                        version: string;
                                    }[];
                                    /** @constant */
                                    type: "Custom";
                                };
                                upgrade: {
                                    kubernetesVersion?: string;
                                    /** @enum {string} */
                                    type: "Full" | "ControlPlaneOnly";
                                } | {
                                    /** @constant */
                                    type: "NodeImageOnly";
                                };
                            };
                            message: string;
                            /** @enum {string} */
                            outcome: "Starting" | "Waiting" | "Started" | "Created" | "Skipped" | "Cancelled" | "Failed";
                            receivedAt: string;
                            run: string;
                            strategy?: string;
                            versionsFrom?: {
                                run: string;
                            };
                        }[];
                        strategy?: string;
                        versionsFrom?: {
                            run: string;
                        };
                    } | {
                        changedAt: string;
                        changedBy: string;
                        createdAt: string;
                        createdBy: string;
                        enabled: boolean;
                        fleets?: string[];
                        /** @constant */
                        kind: "webhook";
                        last?: {
                            at: string;
                            code?: string;
                            dueAt?: string;
                            message: string;
                            /** @enum {string} */
                            outcome: "Starting" | "Waiting" | "Started" | "Created" | "Skipped" | "Cancelled" | "Failed";
                            run?: string;
                        };
                        lastRun?: string;
                        leaveOut?: ("AlreadyAtTarget" | "AheadOfTarget" | "ClusterStopped" | "ClusterNotReadable" | "ClusterBusy" | "ClusterFailed" | "MembershipFailed" | "NodePoolStopped" | "NodePoolFailed" | "NodePoolBehind" | "NodePoolAhead" | "NodePoolTooFarBehind" | "NodeImageUnknown" | "AzureLinux2" | "VersionOutOfSupport" | "VersionNotOffered" | "TooFarBehind" | "VersionDenied" | "MinorVersionSkipped" | "NoCommonPatch" | "OfferedVersionsUnknown" | "ImageFamilyMissing")[];
                        managedClusterUpdate: {
                            nodeImageSelection?: {
                                /** @enum {string} */
                                type: "Latest" | "Consistent";
                            } | {
                                customNodeImageVersions: {
                                    version: string;
                                }[];
                                /** @constant */
                                type: "Custom";
                            };
                            upgrade: {
                                kubernetesVersion?: string;
                                /** @enum {string} */
                                type: "Full" | "ControlPlaneOnly";
                            } | {
                                /** @constant */
                                type: "NodeImageOnly";
                            };
                        };
                        name: string;
                        nameTemplate: string;
                        /** @enum {string} */
                        overlap: "skip" | "queue" | "allow";
                        savedBy?: {
                            grants?: string[];
                            groups?: string[];
                            roles: ("Reader" | "Operator" | "Approver" | "Admin")[];
                            user: string;
                        };
                        startRequests: {
                            at: string;
                            cause: string;
                            code?: string;
                            managedClusterUpdate: {
                                nodeImageSelection?: {
                                    /** @enum {string} */
                                    type: "Latest" | "Consistent";
                                } | {
                                    customNodeImageVersions: {
                                        version: string;
                                    }[];
                                    /** @constant */
                                    type: "Custom";
                                };
                                upgrade: {
                                    kubernetesVersion?: string;
                                    /** @enum {string} */
                                    type: "Full" | "ControlPlaneOnly";
                                } | {
                                    /** @constant */
                                    type: "NodeImageOnly";
                                };
                            };
                            message: string;
                            /** @enum {string} */
                            outcome: "Starting" | "Waiting" | "Started" | "Created" | "Skipped" | "Cancelled" | "Failed";
                            receivedAt: string;
                            run: string;
                            strategy?: string;
                            versionsFrom?: {
                                run: string;
                            };
                        }[];
                        strategy?: string;
                        versionsFrom?: {
                            run: string;
                        };
                        webhook: {
                            allow: {
                                kubernetesVersion: boolean;
                                name: boolean;
                                start: boolean;
                                strategies: string[];
                            };
                            authentication: ({
                                secrets: string[];
                                /** @enum {string} */
                                type: "standardWebhooks" | "gitHub";
                            } | {
                                /** @constant */
                                type: "entra";
                            })[];
                            filters: {
                                action?: string;
                                branch?: string;
                                /** @enum {string} */
                                event: "workflow_run" | "release" | "repository_dispatch" | "build.complete" | "ms.vss-pipelines.stage-state-changed-event";
                                pipeline?: string;
                                prereleases?: boolean;
                                repository?: string;
                                result?: string;
                                stage?: string;
                                startedBy?: ("push" | "schedule" | "workflow_dispatch" | "repository_dispatch" | "release" | "create" | "merge_group" | "pull_request" | "pull_request_target" | "pull_request_review" | "issue_comment" | "workflow_run" | "deployment" | "deployment_status" | "registry_package" | "manual" | "individualCI" | "batchedCI" | "scheduleForced" | "userCreated" | "pullRequest" | "buildCompletion" | "resourceTrigger")[];
                            }[];
                        };
                    } | {
                        changedAt: string;
                        changedBy: string;
                        createdAt: string;
                        createdBy: string;
                        enabled: boolean;
                        fleets?: string[];
                        /** @constant */
                        kind: "release";
                        last?: {
                            at: string;
                            code?: string;
                            dueAt?: string;
                            message: string;
                            /** @enum {string} */
                            outcome: "Starting" | "Waiting" | "Started" | "Created" | "Skipped" | "Cancelled" | "Failed";
                            run?: string;
                        };
                        lastRun?: string;
                        leaveOut?: ("AlreadyAtTarget" | "AheadOfTarget" | "ClusterStopped" | "ClusterNotReadable" | "ClusterBusy" | "ClusterFailed" | "MembershipFailed" | "NodePoolStopped" | "NodePoolFailed" | "NodePoolBehind" | "NodePoolAhead" | "NodePoolTooFarBehind" | "NodeImageUnknown" | "AzureLinux2" | "VersionOutOfSupport" | "VersionNotOffered" | "TooFarBehind" | "VersionDenied" | "MinorVersionSkipped" | "NoCommonPatch" | "OfferedVersionsUnknown" | "ImageFamilyMissing")[];
                        managedClusterUpdate: {
                            nodeImageSelection?: {
                                /** @enum {string} */
                                type: "Latest" | "Consistent";
                            } | {
                                customNodeImageVersions: {
                                    version: string;
                                }[];
                                /** @constant */
                                type: "Custom";
                            };
                            upgrade: {
                                /** @enum {string} */
                                type: "Full" | "ControlPlaneOnly";
                            };
                        };
                        name: string;
                        nameTemplate: string;
                        newestVersion?: string;
                        /** @enum {string} */
                        overlap: "skip" | "queue" | "allow";
                        release: {
                            /** @enum {string} */
                            channel: "Stable" | "Rapid" | "Patch";
                            minor?: string;
                        };
                        savedBy?: {
                            grants?: string[];
                            groups?: string[];
                            roles: ("Reader" | "Operator" | "Approver" | "Admin")[];
                            user: string;
                        };
                        startRequests: {
                            at: string;
                            cause: string;
                            code?: string;
                            managedClusterUpdate: {
                                nodeImageSelection?: {
                                    /** @enum {string} */
                                    type: "Latest" | "Consistent";
                                } | {
                                    customNodeImageVersions: {
                                        version: string;
                                    }[];
                                    /** @constant */
                                    type: "Custom";
                                };
                                upgrade: {
                                    kubernetesVersion?: string;
                                    /** @enum {string} */
                                    type: "Full" | "ControlPlaneOnly";
                                } | {
                                    /** @constant */
                                    type: "NodeImageOnly";
                                };
                            };
                            message: string;
                            /** @enum {string} */
                            outcome: "Starting" | "Waiting" | "Started" | "Created" | "Skipped" | "Cancelled" | "Failed";
                            receivedAt: string;
                            run: string;
                            strategy?: string;
                            versionsFrom?: {
                                run: string;
                            };
                        }[];
                        strategy?: string;
                    } | {
                        changedAt: string;
                        changedBy: string;
                        completion: {
                            delayInSeconds?: number;
                            states: ("Stopped" | "Skipped" | "Failed" | "Completed")[];
                            strategy?: string;
                            trigger?: string;
                        };
                        createdAt: string;
                        createdBy: string;
                        enabled: boolean;
                        fleets?: string[];
                        /** @constant */
                        kind: "completion";
                        last?: {
                            at: string;
                            code?: string;
                            dueAt?: string;
                            message: string;
                            /** @enum {string} */
                            outcome: "Starting" | "Waiting" | "Started" | "Created" | "Skipped" | "Cancelled" | "Failed";
                            run?: string;
                        };
                        lastRun?: string;
                        leaveOut?: ("AlreadyAtTarget" | "AheadOfTarget" | "ClusterStopped" | "ClusterNotReadable" | "ClusterBusy" | "ClusterFailed" | "MembershipFailed" | "NodePoolStopped" | "NodePoolFailed" | "NodePoolBehind" | "NodePoolAhead" | "NodePoolTooFarBehind" | "NodeImageUnknown" | "AzureLinux2" | "VersionOutOfSupport" | "VersionNotOffered" | "TooFarBehind" | "VersionDenied" | "MinorVersionSkipped" | "NoCommonPatch" | "OfferedVersionsUnknown" | "ImageFamilyMissing")[];
                        managedClusterUpdate: {
                            nodeImageSelection?: {
                                /** @enum {string} */
                                type: "Latest" | "Consistent";
                            } | {
                                customNodeImageVersions: {
                                    version: string;
                                }[];
                                /** @constant */
                                type: "Custom";
                            };
                            upgrade: {
                                kubernetesVersion?: string;
                                /** @enum {string} */
                                type: "Full" | "ControlPlaneOnly";
                            } | {
                                /** @constant */
                                type: "NodeImageOnly";
                            };
                        };
                        name: string;
                        nameTemplate: string;
                        /** @enum {string} */
                        overlap: "skip" | "queue" | "allow";
                        savedBy?: {
                            grants?: string[];
                            groups?: string[];
                            roles: ("Reader" | "Operator" | "Approver" | "Admin")[];
                            user: string;
                        };
                        startRequests: {
                            at: string;
                            cause: string;
                            code?: string;
                            managedClusterUpdate: {
                                nodeImageSelection?: {
                                    /** @enum {string} */
                                    type: "Latest" | "Consistent";
                                } | {
                                    customNodeImageVersions: {
                                        version: string;
                                    }[];
                                    /** @constant */
                                    type: "Custom";
                                };
                                upgrade: {
                                    kubernetesVersion?: string;
                                    /** @enum {string} */
                                    type: "Full" | "ControlPlaneOnly";
                                } | {
                                    /** @constant */
                                    type: "NodeImageOnly";
                                };
                            };
                            message: string;
                            /** @enum {string} */
                            outcome: "Starting" | "Waiting" | "Started" | "Created" | "Skipped" | "Cancelled" | "Failed";
                            receivedAt: string;
                            run: string;
                            strategy?: string;
                            versionsFrom?: {
                                run: string;
                            };
                        }[];
                        strategy?: string;
                        versionsFrom?: {
                            run: string;
                        };
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteTrigger: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    runTrigger: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted; Location is the run (200: nothing started, with the reason) */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @enum {string} */
                        outcome: "Starting" | "Waiting" | "Started" | "Created" | "Skipped" | "Cancelled" | "Failed";
                        run: string;
                        /** @constant */
                        status: "accepted";
                    } | {
                        reason: string;
                        /** @constant */
                        status: "ignored";
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelStartRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken back; what was asked for does not start */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUnusedEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counts */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        value: {
                            count: number;
                            lastReceivedAt: string;
                            reason?: string;
                            type: string;
                        }[];
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listVersions: {
        parameters: {
            query?: {
                fleet?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The versions by region */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        value: {
                            asOf?: string;
                            location: string;
                            members: number;
                            subscriptionId: string;
                            supportPlans: {
                                name: string;
                                versions: {
                                    isPreview: boolean;
                                    version: string;
                                }[];
                            }[];
                        }[];
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhookSecrets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The names */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        value: {
                            name: string;
                            types: ("standardWebhooks" | "gitHub")[];
                        }[];
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    receiveDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    kubernetesVersion?: string;
                    name?: string;
                    start?: boolean;
                    strategy?: string;
                };
            };
        };
        responses: {
            /** @description Accepted; Location is the run (200: ignored, with the reason) */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: string;
                        /** @enum {string} */
                        outcome: "Starting" | "Waiting" | "Started" | "Created" | "Skipped" | "Cancelled" | "Failed";
                        run: string;
                        /** @constant */
                        status: "accepted";
                    } | {
                        reason: string;
                        /** @constant */
                        status: "ignored";
                    };
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
