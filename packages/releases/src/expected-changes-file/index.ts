export { ExpectedChangesError } from './expected-changes-error.ts';
export { type ExpectedChanges, readExpectedChanges } from './read-expected-changes.ts';
