export const PORT_VARIABLE = 'TEST_AZURITE_PORT';
export const CLAIMS_VARIABLE = 'TEST_AZURITE_CLAIMS';

/** More than all tests of a run take; their names must fit into one environment variable (128 KiB). */
export const ACCOUNTS = Array.from({ length: 3_000 }, (_, index) => `test${String(index).padStart(4, '0')}`);
