/**
 * The roles of the app registration: `value` is what a token carries and the app enforces. Ids are fixed, so that
 * every registration of this app has the same; users and applications (pipelines) can hold them.
 */
export const APP_ROLES = [
  role('d7f3a0c1-5a5e-4f0b-9a43-0c6f7f0f5a01', 'Reader', 'Sees members, strategies, plans and runs.'),
  role(
    'd7f3a0c1-5a5e-4f0b-9a43-0c6f7f0f5a02',
    'Operator',
    'Starts, stops and skips runs, and assigns groups.',
  ),
  role('d7f3a0c1-5a5e-4f0b-9a43-0c6f7f0f5a03', 'Approver', 'Decides gates.'),
  role('d7f3a0c1-5a5e-4f0b-9a43-0c6f7f0f5a04', 'Admin', 'Changes strategies and triggers.'),
];

/** Lets a user's tools call the API in the user's name; what the user may do is still said by the roles. */
export const CALL_AS_USER = {
  id: 'd7f3a0c1-5a5e-4f0b-9a43-0c6f7f0f5a10',
  value: 'user_impersonation',
  type: 'User',
  isEnabled: true,
  adminConsentDisplayName: 'Call Fleet Updates',
  adminConsentDescription: 'Calls Fleet Updates as the user.',
  userConsentDisplayName: 'Call Fleet Updates',
  userConsentDescription: 'Calls Fleet Updates as you.',
};

/** Microsoft's own id of the Azure CLI, the same in every tenant: its users need not be asked for consent. */
export const AZURE_CLI = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';

/**
 * The name of an environment's registration. Another team of the tenant may have an environment that is called the same,
 * but not in the same subscription.
 */
export function registrationName({ AZURE_ENV_NAME, AZURE_SUBSCRIPTION_ID }) {
  return `Fleet Updates ${AZURE_ENV_NAME} ${AZURE_SUBSCRIPTION_ID.slice(0, 8)}`;
}

function role(id, value, description) {
  return {
    id,
    value,
    displayName: value,
    description,
    isEnabled: true,
    allowedMemberTypes: ['User', 'Application'],
  };
}
