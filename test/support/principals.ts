/** The header by which the platform's authentication names a caller to the app, with the roles of its token. */
export function principalHeader(
  user: string,
  roles: readonly string[],
  groups: readonly string[] = [],
): Record<string, string> {
  const claims = [
    { typ: 'http://schemas.microsoft.com/identity/claims/objectidentifier', val: user },
    ...roles.map((val) => ({ typ: 'roles', val })),
    ...groups.map((val) => ({ typ: 'groups', val })),
  ];
  const roleType = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role';
  const value = { auth_typ: 'aad', claims, name_typ: 'name', role_typ: roleType };
  return { 'x-ms-client-principal': Buffer.from(JSON.stringify(value)).toString('base64') };
}
