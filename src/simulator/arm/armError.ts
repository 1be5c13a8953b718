/** What ARM refuses, in its envelope. */
export class ArmError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  toJSON() {
    return { error: { code: this.code, message: this.message } };
  }
}

/** ARM's words for a resource that is not there, with the group and type from its id. */
export function resourceNotFound(id: string): ArmError {
  const [, , , , group = '', , provider = '', ...rest] = id.split('/');
  const types = rest.filter((_, index) => index % 2 === 0);
  const names = rest.filter((_, index) => index % 2 === 1);
  return new ArmError(
    404,
    'ResourceNotFound',
    `The Resource '${[provider, ...types].join('/')}/${names.join('/')}' under resource group '${group}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );
}

export function parentNotFound(type: string, parent: string): ArmError {
  return new ArmError(
    404,
    'ParentResourceNotFound',
    `Failed to perform the operation on resource(s) of type '${type}', because the parent resource '${parent}' could not be found.`,
  );
}

export function badRequest(message: string, code = 'BadRequest'): ArmError {
  return new ArmError(400, code, message);
}
