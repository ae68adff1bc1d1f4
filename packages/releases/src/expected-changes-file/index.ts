export { ExpectedChangesError } from './expected-changes-error.ts';
export { readExpectedChanges } from './read-expected-changes.ts';
