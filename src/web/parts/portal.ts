/** A resource's page in the Azure portal. */
export const portalAddress = (resourceId: string) =>
  `https://portal.azure.com/#resource${resourceId}/overview`;
