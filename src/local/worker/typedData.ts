/** A value on its way to a function: the forms of the worker's protocol (RpcTypedData) that the host sends. */
export interface TypedData {
  /** Parsed as JSON by the SDK if it can be. */
  readonly string?: string;
  readonly json?: string;
  readonly http?: HttpRequestData;
}

/** A request as the protocol has it. It has no `query`: the SDK then reads repeated keys from the url. */
export interface HttpRequestData {
  readonly method: string;
  /** Absolute. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly params: Readonly<Record<string, string>>;
  readonly body?: { readonly bytes: Uint8Array };
}
