/** Where the management API lives on the host; callers need a key. */
const MANAGEMENT_PATH = '/runtime/webhooks/durabletask/';
/** Where the SDK's client reaches it; in Azure an address inside the instance, which asks for no key. */
const RPC_PATH = '/runtime/rpc/durabletask/';

/** The part of a path below the API's address, undefined for a path that is not its own. */
export function managementPath(pathname: string): string | undefined {
  const base = [MANAGEMENT_PATH, RPC_PATH].find((path) => pathname.startsWith(path));
  return base === undefined ? undefined : pathname.slice(base.length);
}

const TASK_HUB = 'LocalHub';
const QUERY = `taskHub=${TASK_HUB}&connection=Storage`;

/** The addresses that Azure answers a start with, for one instance at one origin. */
export function managementUrls(origin: string, id: string): Record<string, string> {
  const instance = `${origin}${MANAGEMENT_PATH}instances/${id}`;
  return {
    id,
    statusQueryGetUri: `${instance}?${QUERY}`,
    sendEventPostUri: `${instance}/raiseEvent/{eventName}?${QUERY}`,
    terminatePostUri: `${instance}/terminate?reason={text}&${QUERY}`,
    rewindPostUri: `${instance}/rewind?reason={text}&${QUERY}`,
    purgeHistoryDeleteUri: `${instance}?${QUERY}`,
    restartPostUri: `${instance}/restart?${QUERY}`,
    suspendPostUri: `${instance}/suspend?reason={text}&${QUERY}`,
    resumePostUri: `${instance}/resume?reason={text}&${QUERY}`,
  };
}

/** JSON of the durable client's input binding, for functions reached at `origin` (http://host:port). */
export function clientBinding(origin: string): string {
  const start = `${origin}${MANAGEMENT_PATH}orchestrators/{functionName}[/{instanceId}]?${QUERY}`;
  return JSON.stringify({
    taskHubName: TASK_HUB,
    creationUrls: {
      createNewInstancePostUri: start,
      createAndWaitOnNewInstancePostUri: `${start}&timeout={timeoutInSeconds}&pollingInterval={intervalInSeconds}`,
    },
    managementUrls: managementUrls(origin, 'INSTANCEID'),
    baseUrl: `${origin}${MANAGEMENT_PATH.slice(0, -1)}`,
    requiredQueryStringParameters: QUERY,
    rpcBaseUrl: `${origin}${RPC_PATH}`,
    httpBaseUrl: null,
    maxGrpcMessageSizeInBytes: null,
    grpcHttpClientTimeout: null,
    connectionName: null,
  });
}
