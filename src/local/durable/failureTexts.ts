/** What a failed task tells its orchestrator: the SDK makes an Error of `${reason} \n ${details}`. */
export interface Failure {
  readonly reason: string;
  /** Null only for a terminated child, which the SDK cannot turn into an error. */
  readonly details: string | null;
}

const WHY = 'Was a change made to the orchestrator code after this instance had already started running?';

/** How an activity's error reaches its orchestrator; the real details are a longer .NET exception with the JS stack in it. */
export function activityFailure(name: string, error: unknown): Failure {
  const { message, stack } = errorParts(error);
  const details = {
    $type: 'System.Exception, System.Private.CoreLib',
    ClassName: 'System.Exception',
    Message: message,
    Data: null,
    InnerException: {
      $type: 'Microsoft.Azure.WebJobs.Script.Workers.Rpc.RpcException, Microsoft.Azure.WebJobs.Script.Grpc',
      RemoteStackTrace: stack,
      RemoteMessage: message,
    },
  };
  return { reason: `Activity function '${name}' failed: ${message}`, details: JSON.stringify(details) };
}

/** An orchestrator's failure: `reason` is its output, and both go to its parent. */
export function orchestratorFailure(name: string, error: string): Failure {
  return {
    reason: `Orchestrator function '${name}' failed: ${error}`,
    details: `Message: ${error}, StackTrace:    at Microsoft.Azure.WebJobs.Extensions.DurableTask.TaskOrchestrationShim`,
  };
}

export function nonDeterminismFailure(text: string): Failure {
  const reason = `Non-Deterministic workflow detected: ${text}`;
  return { reason, details: `Message: ${text}, StackTrace:    at DurableTask.Core.TaskOrchestrationContext` };
}

/** Message and stack of whatever was thrown, also of an Error made in another realm. */
export function errorParts(error: unknown): { message: string; stack: string } {
  if (typeof error !== 'object' || error === null) return { message: String(error), stack: '' };
  const message = 'message' in error && typeof error.message === 'string' ? error.message : 'Unknown error';
  const stack = 'stack' in error && typeof error.stack === 'string' ? error.stack : '';
  return { message, stack };
}

/** Output of an orchestrator whose failure the host cannot read, on its first turn. */
export function unreadableFailure(message: string, stack: string): string {
  return `One or more errors occurred. (Result: Failure\nException: ${message}\nStack: ${stack})`;
}

/** Output of an orchestration that was started under a name that is no orchestrator function. */
export function unknownOrchestrator(name: string, known: readonly string[]): string {
  const names = known.map((one) => `'${one}'`).join(', ');
  const info = names
    ? `The following are the known orchestrator functions: ${names}.`
    : 'No orchestrator functions are currently registered!';
  return `The function '${name}' doesn't exist, is disabled, or is not an orchestrator function. Additional info: ${info}`;
}

export function customStatusTooLarge(kilobytes: number): string {
  return (
    'The UTF-16 size of the JSON-serialized payload must not exceed 16 KB. ' +
    `The current payload size is ${kilobytes} KB.`
  );
}

/** History has a task that the actions did not lead to. `what` is for example "an activity task". */
export function notYetScheduled(what: string, id: number, detail: string): string {
  return (
    `A previous execution of this orchestration scheduled ${what} with sequence ID ${id}${detail}, but the ` +
    `current replay execution hasn't (yet?) scheduled this task. ${WHY}`
  );
}

/** The actions lead to another kind of task under the id that history has. */
export function otherKind(what: string, id: number, named: string, action: string): string {
  return (
    `A previous execution of this orchestration scheduled ${what} with sequence number ${id}${named}, but the ` +
    `current orchestration replay instead produced a ${action} action with this sequence number. ${WHY}`
  );
}

/** The actions lead to a task of the same kind and another name under the id that history has. */
export function otherName(what: string, id: number, was: string, is: string): string {
  return (
    `A previous execution of this orchestration scheduled ${what} with sequence number ${id} named '${was}', but the ` +
    `current orchestration replay instead scheduled ${what} named '${is}' with this sequence number.  ${WHY}`
  );
}
